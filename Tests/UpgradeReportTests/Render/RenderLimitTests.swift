import Checks
import SemanticDiff
import Testing

@testable import UpgradeReport

@Suite("A report keeps to its bounds")
struct RenderLimitTests {
  /// A report whose sections have `count` items each.
  private func report(_ count: Int, detail: String = "x") -> UpgradeReport {
    var cluster = ClusterReport(name: "aws-prod")
    for number in 0..<count {
      cluster.alerts.added.append(SampleReport.rule("Alert\(number)"))
      cluster.alerts.changed.append(
        .init(
          from: SampleReport.rule("Changed\(number)"), to: SampleReport.rule("Changed\(number)"),
          fields: [.init(name: "expr", from: detail, to: detail + " > \(number)")]))
      cluster.records.removed.append(SampleReport.rule("record:\(number)", severity: nil))
      cluster.images.append(
        ImageChange(
          object: SampleReport.adapter, container: "c", repository: "r\(number)", from: "1", to: "2", bump: .other))
      for kind in ViewChange.Kind.allCases {
        let change = ViewChange(object: SampleReport.rules, kind: kind, what: "w\(number)", details: [detail])
        cluster.scrape.append(change)
        cluster.access.append(change)
        cluster.definitions.append(change)
        cluster.dashboards.append(change)
      }
      cluster.objects.added.append(SampleReport.prometheus)
      cluster.findings.append(
        Finding(
          Finding.Severity.allCases[number % 3], code: "code-\(number % 7)", object: SampleReport.adapter,
          message: "finding \(number)", hint: detail))
    }
    var report = UpgradeReport(from: "a", to: "b")
    report.clusters = [cluster]
    return report
  }

  @Test("the summary fits one screen", arguments: [1, 5, 20, 100, 300])
  func summary(count: Int) {
    for width in [20, 60, 100, 200] {
      var options = TextRenderer.Options()
      options.width = width
      let text = TextRenderer(options: options).render(report(count))
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 40)
      #expect(text.contains("findings") && text.contains("objects"))
    }
  }

  @Test("what breaks is told whole, however much else there is, and each by itself while there are few")
  func breaking() {
    var report = report(20)
    report.clusters[0].findings.removeAll { $0.severity == .breaking }
    for name in ["One", "Two"] {
      var finding = SampleReport.finding(.breaking, "alert \(name) needs a:series:of_some_length, which no rule records")
      finding.sources = [.init(file: "libsonnet/team/\(name).libsonnet", line: 3)]
      report.clusters[0].findings.append(finding)
    }
    let text = TextRenderer().render(report)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for name in ["One", "Two"] {
      #expect(
        words.contains(
          "missing-recording-rule: alert \(name) needs a:series:of_some_length, which no rule records (written at"
            + " libsonnet/team/\(name).libsonnet:3; v0.13 records it in group node-exporter.rules of PrometheusRule"
            + " monitoring/node-exporter-rules)"), "\(text)")
    }
  }

  @Test("no name is lost from the summary without being counted")
  func counted() throws {
    let text = TextRenderer().render(report(300))
    let lines = text.split(separator: "\n").drop { !$0.contains("+ Alert0") }
    let list = lines.prefix(1) + lines.dropFirst().prefix { $0.hasPrefix("    ") }
    let shown = list.joined().split(separator: ",").count { $0.contains("Alert") }
    let more = try #require(list.last?.split(separator: "… ").last?.split(separator: " ").first.flatMap { Int($0) })
    #expect(shown + more == 300)
  }

  @Test("a comment is never longer than it may be, and ends every block that it begins", arguments: [1, 10, 200, 1000])
  func comment(count: Int) {
    for (limit, detail) in [(65_536, "x"), (65_536, String(repeating: "long ```` fence\n", count: 200)), (8_000, "y")] {
      var options = MarkdownRenderer.Options()
      options.limit = limit
      let text = MarkdownRenderer(options: options).render(report(count, detail: detail))
      #expect(text.utf8.count <= limit)
      #expect(text.components("<details>") == text.components("</details>"))
      let fences = text.split(separator: "\n").count { $0.hasPrefix("  ```") && !$0.contains("fence") }
      #expect(fences.isMultiple(of: 2))
      #expect(text.contains("#### findings"))
    }
  }

  @Test("what is left out of a comment is counted, and the command that shows it is named")
  func leftOut() {
    let text = MarkdownRenderer().render(report(1000))
    #expect(text.contains("more: `monigen diff --only objects` shows them"))
  }

  @Test("names and values cannot become markup, drive a terminal or notify anybody")
  func hostile() {
    let name = "</details>\u{1B}[2J@octocat #1 <script> | `x` ``` \u{202E}evil\u{9B}"
    var cluster = ClusterReport(name: name)
    cluster.alerts.added = [SampleReport.rule(name, group: name, severity: name)]
    cluster.findings = [Finding(.warning, code: "c", message: name, hint: name)]
    cluster.objects.changed = [
      .init(
        object: SampleReport.adapter, changes: [Change(path: SampleReport.path(name), kind: .added, to: .string(name))])
    ]
    var report = UpgradeReport(from: name, to: "b")
    report.clusters = [cluster]
    for full in [false, true] {
      var text = TextRenderer.Options()
      text.full = full
      let markdown = MarkdownRenderer().render(report)
      for output in [TextRenderer(options: text).render(report), markdown] {
        #expect(!output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B || $0.value == 0x202E })
      }
      #expect(markdown.components("<details>") == markdown.components("\n</details>\n"))
    }
  }
}

extension String {
  /// How often `part` stands in the text.
  fileprivate func components(_ part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
