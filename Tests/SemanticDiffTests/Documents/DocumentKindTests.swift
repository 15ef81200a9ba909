import Testing
import ValueTree
import YAML

@testable import SemanticDiff

@Suite("Documents by their kind")
struct DocumentKindTests {
  @Test(
    "a kind is known by what the document holds",
    arguments: [
      ("{route: {}, receivers: []}", .alertmanager), ("{title: a, panels: []}", .dashboard),
      ("{title: a, rows: []}", .dashboard), ("[{job_name: a}, {job_name: b}]", .scrapeConfigs),
      ("[{job_name: a}, {}]", .other), ("[]", .other), ("{datasources: []}", .datasources),
      ("{rules: [{seriesQuery: a}]}", .adapter), ("{resourceRules: {}}", .adapter), ("{modules: {}}", .blackbox),
      ("{groups: [{rules: []}]}", .rules), ("{rules: []}", .other), ("{title: a}", .other),
    ] as [(String, DocumentKind)])
  func kinds(yaml: String, expected: DocumentKind) throws {
    #expect(DocumentKind(try YAMLReader.read(yaml)) == expected)
  }

  private static func lines(_ from: String, _ to: String) -> [String] {
    PayloadTests.lines(
      PayloadTests.object("ConfigMap", ["data": ["c.yaml": .string(from)]]),
      PayloadTests.object("ConfigMap", ["data": ["c.yaml": .string(to)]])
    ).map { $0.replacing(#"data["c.yaml"]|"#, with: "") }
  }

  @Test(
    "items are matched by what they are",
    arguments: [
      (
        "datasources: [{name: a, url: http://a}, {name: b}]", "datasources: [{name: b}, {name: a, url: http://c}]",
        [#"changed .datasources[name=a].url: "http://a" => "http://c""#]
      ),
      (
        "rules: [{seriesQuery: q, name: {as: x}, metricsQuery: a}, {seriesQuery: r, name: {as: y}}]",
        "rules: [{seriesQuery: q, name: {as: x}, metricsQuery: b}]",
        [
          #"removed .rules[seriesQuery=r,as=y]: {"name":{"as":"y"},"seriesQuery":"r"} => -"#,
          #"changed .rules[seriesQuery=q,as=x].metricsQuery: "a" => "b""#,
        ]
      ),
      (
        "modules: {m: {timeout: 60s, http: {valid_status_codes: [200, 204]}}}",
        "modules: {m: {timeout: 1m, http: {valid_status_codes: [204, 200, 201]}}}",
        [
          "added .modules.m.http.valid_status_codes[201]: - => 201",
          #"cosmetic .modules.m.timeout: "60s" => "1m""#,
        ]
      ),
      (
        "[{job_name: a, static_configs: [{targets: [x, y]}]}, {job_name: b}]",
        "[{job_name: b}, {job_name: a, scrape_interval: 5s, static_configs: [{targets: [y, z]}]}]",
        [
          #"added [job_name=a].scrape_interval: - => "5s""#,
          #"removed [job_name=a].static_configs[0].targets[x]: "x" => -"#,
          #"added [job_name=a].static_configs[0].targets[z]: - => "z""#,
        ]
      ),
      (
        "{groups: [{name: g, rules: [{alert: A, expr: up, for: 60s}]}]}",
        "{groups: [{name: g, rules: [{alert: A, expr: down, for: 1m}]}]}",
        [
          #"changed .groups[name=g].rules[alert=A].expr: "up" => "down""#,
          #"cosmetic .groups[name=g].rules[alert=A].for: "60s" => "1m""#,
        ]
      ),
    ])
  func identities(from: String, to: String, expected: [String]) {
    #expect(Self.lines(from, to) == expected)
  }

  @Test("a document that became one of another kind is compared without knowledge")
  func otherKind() {
    #expect(Self.lines("modules: {}", "datasources: []").count == 2)
  }
}
