import Testing

@testable import UpgradeReport

@Suite("A report, as people and programs read it")
struct GoldenReportTests {
  @Test("the summary for a terminal")
  func summary() throws {
    try expectGolden(TextRenderer().render(SampleReport.report), "summary.txt")
  }

  @Test("item by item, without what means nothing")
  func details() throws {
    var options = TextRenderer.Options()
    options.sections = Set(ReportSection.allCases)
    try expectGolden(TextRenderer(options: options).render(SampleReport.report), "details.txt")
  }

  @Test("everything, in colour")
  func full() throws {
    var options = TextRenderer.Options()
    options.full = true
    options.color = true
    try expectGolden(TextRenderer(options: options).render(SampleReport.report), "full-colour.txt")
  }

  @Test("a comment on a pull request")
  func markdown() throws {
    try expectGolden(MarkdownRenderer().render(SampleReport.report), "comment.md")
  }

  @Test("JSON of schema 1")
  func json() throws {
    try expectGolden(JSONRenderer().render(SampleReport.report), "report.json")
  }

  @Test("a check, for a terminal of 80 columns and in colour for one of 120", arguments: [80, 120])
  func check(width: Int) throws {
    var options = CheckTextRenderer.Options()
    options.width = width
    options.color = width == 120
    try expectGolden(CheckTextRenderer(options: options).render(SampleReport.check), "check-\(width).txt")
  }

  @Test("a check as JSON of schema 1")
  func checkJSON() throws {
    try expectGolden(JSONRenderer().render(SampleReport.check), "check.json")
  }

  @Test("a report on nothing says so")
  func nothing() throws {
    var report = UpgradeReport(from: "previous", to: "current")
    report.clusters = [ClusterReport(name: "aws-prod")]
    #expect(TextRenderer().render(report) == "previous -> current, cluster aws-prod\n\nno differences\n")
    #expect(
      MarkdownRenderer().render(report)
        == "### monigen: `previous` → `current`, cluster `aws-prod`\n\nNo differences.\n")
  }
}
