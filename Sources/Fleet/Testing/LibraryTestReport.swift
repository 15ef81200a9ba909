import ValueTree

/// What came of the tests of libraries: data for whoever prints it.
public struct LibraryTestReport: Sendable {
  /// One case, as far as it is about one alert.
  public struct Case: Sendable, Hashable {
    /// The case's name.
    public var name: String
    /// The file that it is in.
    public var file: String
    /// Whether it has the alert fire.
    public var fires: Bool
    /// Whether it has the alert quiet while something that feeds it has values.
    public var isQuiet: Bool
    /// What promtool says against it; nil where it holds.
    public var failure: String?
  }

  /// One alert and the cases that are about it.
  public struct Alert: Sendable {
    /// The alert's name; nil for cases about recorded series.
    public var name: String?
    /// In the order of files and cases.
    public var cases: [Case]
    /// What the cases of an alert have to show and do not: `fires`, `is quiet`.
    public var missing: [String]
  }

  /// A series with the name of a recorded one that no rule records, in the stack as in the library.
  public struct MissingRecord: Sendable, Hashable {
    /// What a rule asks for.
    public var name: String
    /// A record with nearly that name, if there is one.
    public var nearest: String?
  }

  /// One library.
  public struct LibraryResult: Sendable {
    /// The library's name.
    public var name: String
    /// In the order of the library's rules; cases about alerts that it does not have, and about no alert, come last.
    public var alerts: [Alert]
    /// What its rules ask for and nothing records, by name.
    public var unrecorded: [MissingRecord]

    /// Whether every case holds and every alert has its cases.
    public var isFine: Bool {
      unrecorded.isEmpty && alerts.allSatisfy { $0.missing.isEmpty && $0.cases.allSatisfy { $0.failure == nil } }
    }
  }

  /// The stack whose recording rules the tests had.
  public var stack: Stack
  /// The release of that stack.
  public var release: Release
  /// The cluster whose settings the computed tests had; nil: each library's defaults.
  public var cluster: String?
  /// In the order of names.
  public var libraries: [LibraryResult]

  /// Whether there is nothing to complain about.
  public var isFine: Bool { libraries.allSatisfy(\.isFine) }
}

extension LibraryTestReport.LibraryResult {
  init(_ name: String, _ outcomes: [(TestUnit, Promtool.Outcome)]) {
    self.name = name
    unrecorded = Set(outcomes.flatMap(\.0.rules.unrecorded)).sorted { $0.name < $1.name }
    var names: [String] = []
    for alert in outcomes.flatMap(\.0.rules.alerts) where !names.contains(alert) { names.append(alert) }
    let own = Set(names)
    let expected = outcomes.flatMap(\.0.file.cases).flatMap(\.expectations).map(\.alert)
    for alert in expected where !names.contains(alert) { names.append(alert) }
    alerts = names.map { alert in
      let cases = outcomes.flatMap { Self.cases(about: alert, $0.1) }
      return .init(name: alert, cases: cases, missing: own.contains(alert) ? Self.missing(in: cases) : [])
    }
    let others = outcomes.flatMap { Self.otherCases($0.1) }
    if !others.isEmpty { alerts.append(.init(name: nil, cases: others, missing: [])) }
  }

  private static func missing(in cases: [LibraryTestReport.Case]) -> [String] {
    (cases.contains(where: \.fires) ? [] : ["fires"]) + (cases.contains(where: \.isQuiet) ? [] : ["is quiet"])
  }

  private static func cases(about alert: String, _ outcome: Promtool.Outcome) -> [LibraryTestReport.Case] {
    outcome.file.cases.enumerated().compactMap { index, test in
      guard let expectation = test.expectations.first(where: { $0.alert == alert }) else { return nil }
      let failure = outcome.failures.first { $0.index == index && $0.alert == alert }
      return .init(
        name: test.name, file: outcome.file.path, fires: expectation.fires, isQuiet: expectation.isQuiet,
        failure: failure?.message)
    }
  }

  /// Cases that say something about series, and those that promtool could not run at all.
  private static func otherCases(_ outcome: Promtool.Outcome) -> [LibraryTestReport.Case] {
    outcome.file.cases.enumerated().compactMap { index, test in
      let failure = outcome.failures.first { $0.index == index && $0.alert == nil }
      guard failure != nil || !(test.document["promql_expr_test"]?.array ?? []).isEmpty else { return nil }
      return .init(name: test.name, file: outcome.file.path, fires: false, isQuiet: false, failure: failure?.message)
    }
  }
}
