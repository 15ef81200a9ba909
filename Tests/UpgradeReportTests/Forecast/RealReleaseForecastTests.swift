import Testing

@testable import UpgradeReport

@Suite("The forecast of two real releases", .enabled(if: RealReleases.folder != nil, "\(RealReleases.comment)"))
struct RealReleaseForecastTests {
  private static func lines(_ code: String) throws -> [String] {
    try RealReleases.report(from: "v0.13.0", to: "v0.17.0").findings.filter { $0.code == code }
      .map { "\($0.severity.rawValue) \($0.object?.name ?? "") \($0.path ?? "")" }
  }

  @Test("four definitions grow over the limit of an annotation, two were over it before")
  func size() throws {
    #expect(
      try Self.lines("apply-size") == ["alertmanagerconfigs", "alertmanagers", "scrapeconfigs", "thanosrulers"].map {
        "breaking \($0).monitoring.coreos.com "
      })
  }

  @Test("all definitions but that of rules take less, and every object of the build fits the new ones")
  func definitions() throws {
    #expect(try Self.lines("definition-narrowed").count == 9)
    #expect(try Self.lines("schema-violation") == [])
  }

  @Test("Grafana and Prometheus move to other major versions, and Prometheus' storage with it")
  func versions() throws {
    #expect(try Self.lines("major-version") == ["warning grafana grafana"])
    #expect(try Self.lines("prometheus-3") == ["warning k8s spec.image"])
    #expect(try Self.lines("storage-downgrade") == ["info k8s spec.image"])
  }

  @Test("there is nothing else to tell")
  func nothingElse() throws {
    let told: Set = ["apply-size", "definition-narrowed", "major-version", "prometheus-3", "storage-downgrade"]
    let findings = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").findings
    // The new dashboards for Windows stand on rules that only their mixin's own option brings, and on an exporter that
    // nothing scrapes.
    let rest = findings.filter { !told.contains($0.code) && $0.severity != .info }
    let windows = rest.filter { $0.message.contains("(Windows)'") }
    #expect(windows.map(\.code).sorted() == Array(repeating: "missing-recording-rule", count: 5)
      + Array(repeating: "unknown-job", count: 5))
    // Steps for buckets of the API server.
    let others = rest.filter { !$0.message.contains("(Windows)'") }
    #expect(others.map(\.code) == ["integer-bucket", "integer-bucket"])
  }
}
