import Fleet

/// What `test` prints: each library, its alerts, their cases, and what promtool says against one.
struct TestSummary {
  var report: LibraryTestReport

  var text: String {
    let settings = report.cluster.map { "settings of \($0)" } ?? "default settings"
    let head = "stack \(report.stack) \(report.release), \(settings)"
    return ([head] + report.libraries.flatMap(lines) + [total]).joined(separator: "\n")
  }

  private func lines(of library: LibraryTestReport.LibraryResult) -> [String] {
    let unrecorded = library.unrecorded.map { record in
      "  FAILED: no rule records \(record.name), which its rules ask for"
        + (record.nearest.map { "; did you mean \($0)?" } ?? "")
    }
    return ["", library.name] + unrecorded + library.alerts.flatMap(lines)
  }

  private func lines(of alert: LibraryTestReport.Alert) -> [String] {
    ["  \(alert.name ?? "(recorded series)")"]
      + alert.cases.flatMap(lines)
      + alert.missing.map { "    FAILED: there is no case in which it \($0)" }
  }

  private func lines(of test: LibraryTestReport.Case) -> [String] {
    guard let failure = test.failure else { return ["    ok      \(test.name)"] }
    let words = failure.split(separator: "\n").map { "      " + $0 }
    return ["    FAILED  \(test.name) (\(test.file))"] + words
  }

  private var total: String {
    let alerts = report.libraries.flatMap(\.alerts)
    let cases = alerts.flatMap(\.cases)
    let failed = cases.count { $0.failure != nil }
    let missing = alerts.flatMap(\.missing).count + report.libraries.flatMap(\.unrecorded).count
    let counts = [
      Self.counted(alerts.count { $0.name != nil }, "alert"), Self.counted(cases.count, "case"),
      failed == 0 ? "all hold" : "\(failed) failed", missing == 0 ? nil : "\(missing) missing",
    ]
    return "\n" + counts.compactMap { $0 }.joined(separator: ", ")
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
