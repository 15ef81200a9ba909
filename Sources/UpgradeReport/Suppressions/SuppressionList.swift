import Checks
import Diagnostics
import Kubernetes
import SemanticDiff
import ValueTree

/// Takes out of a report what the settings do not want to be told.
///
///     SuppressionList(suppressions, today: day).apply(to: &report)
///     report.suppressed   // 3
///     report.diagnostics  // suppressions that are over, or that did nothing
public struct SuppressionList: Sendable {
  private let all: [Suppression]
  private let today: Day

  /// - Parameter today: the day that decides which suppressions are over.
  public init(_ all: [Suppression], today: Day) {
    self.all = all
    self.today = today
  }

  /// Takes changes and findings out, and from the views what was made of the changes taken out.
  ///
  /// A view's item goes with its object, and with the changes that it tells of: a rule, an image. What a view tells of
  /// an object of which some changes are left, and none of which can be told apart, stays.
  ///
  /// - Parameter isWhole: whether the report is about all clusters; only then it can be said that a suppression did
  ///   nothing. A code that no finding has is told always.
  public func apply(to report: inout UpgradeReport, isWhole: Bool = true) {
    var used: Set<Int> = []
    for index in report.clusters.indices {
      var cutter = ReportCutter(suppressions: all, isActive: isActive)
      cutter.cut(&report.clusters[index])
      report.suppressed += cutter.count
      used.formUnion(cutter.used)
    }
    report.diagnostics += all.indices.compactMap { index in
      if let unknown = Self.unknownCode(all[index]) { return unknown }
      if !isActive(all[index]) { return Self.expired(all[index]) }
      return used.contains(index) || !isWhole ? nil : Self.unused(all[index])
    }
  }

  /// Takes findings out. Of a suppression that did nothing nothing is said: it may be there for diffs.
  public func apply(to report: inout CheckReport) {
    for index in report.clusters.indices {
      var cutter = ReportCutter(suppressions: all, isActive: isActive)
      cutter.cut(&report.clusters[index].findings)
      report.suppressed += cutter.count
    }
    report.diagnostics += all.compactMap { suppression in
      Self.unknownCode(suppression) ?? (isActive(suppression) ? nil : Self.expired(suppression))
    }
  }

  private func isActive(_ suppression: Suppression) -> Bool { suppression.until.map { today <= $0 } ?? true }

  /// The codes that findings have, each once.
  static let codes = CheckCodes.all + FindingCode.allCases.map(\.rawValue)

  /// A warning about a code that no finding has; nil for one that some may have.
  private static func unknownCode(_ suppression: Suppression) -> Diagnostic? {
    guard let code = suppression.code, !codes.contains(where: { Glob.matches($0, code) }) else { return nil }
    return Diagnostic(
      "no finding has the code '\(code)': this leaves nothing out", severity: .warning,
      at: suppression.codeLocation ?? suppression.location,
      hint: Suggestion.nearest(to: code, in: codes).map { "did you mean '\($0)'?" }
        ?? "docs/findings.md has every code, and 'monigen check' tells those of its findings")
  }

  private static func expired(_ suppression: Suppression) -> Diagnostic {
    let until = suppression.until.map { " since \($0)" } ?? ""
    return Diagnostic(
      "the suppression of \(suppression.scope) is over\(until): what it left out is told again", severity: .warning,
      at: suppression.location, notes: [.init("reason: \(suppression.reason)")],
      hint: "look at the reason again: set a later day, or remove the suppression")
  }

  private static func unused(_ suppression: Suppression) -> Diagnostic {
    Diagnostic(
      "the suppression of \(suppression.scope) left nothing out", severity: .note, at: suppression.location,
      notes: [.init("reason: \(suppression.reason)")], hint: "remove it when its time is over")
  }
}

extension Suppression {
  /// `Deployment grafana, path spec.replicas, code immutable-field`
  fileprivate var scope: String {
    let object = [kind, name].compactMap(\.self).joined(separator: " ")
    return [object.isEmpty ? nil : object, path.map { "path \($0)" }, code.map { "code \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}
