import Testing

@testable import UpgradeReport

@Suite("Forecast: what runs")
struct RunningForecastTests {
  private static func service(_ selector: String) -> String {
    "---\n{apiVersion: v1, kind: Service, metadata: {name: s, namespace: m}, spec: {selector: \(selector)}}\n"
  }

  private static func deployment(_ labels: String) -> String {
    "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: m},"
      + " spec: {template: {metadata: {labels: \(labels)}}}}\n"
  }

  @Test(
    "a service that selects other pods",
    arguments: [
      ("{a: b}", "{a: c}", "{a: b, x: y}", "{a: c, x: y}", ["warning service-selector Service m/s spec.selector"]),
      ("{a: b}", "{a: c}", "{a: b}", "{a: b}", ["breaking service-selector Service m/s spec.selector"]),
      // The operator makes the pods: nothing is known of them.
      ("{a: b}", "{a: c}", "{z: z}", "{z: z}", ["warning service-selector Service m/s spec.selector"]),
      ("{a: b}", "{a: b}", "{a: b}", "{a: b, c: d}", []),
    ])
  func services(old: String, new: String, before: String, after: String, expected: [String]) throws {
    let from = Self.service(old) + Self.deployment(before)
    let to = Self.service(new) + Self.deployment(after)
    #expect(try forecastLines(from, to) == expected)
    #expect(try isQuiet(from, to))
  }

  private static func prometheus(_ version: String, storage: String = "") -> String {
    """
    {apiVersion: monitoring.coreos.com/v1, kind: Prometheus, metadata: {name: p, namespace: m},
     spec: {version: \(version), image: 'quay.io/prometheus/prometheus:v\(version)'\(storage)}}
    """
  }

  @Test(
    "major versions, and storage that only newer versions read",
    arguments: [
      ("2.46.0", "3.10.0", ["warning prometheus-3", "info utf8-names", "info storage-downgrade"]),
      ("2.55.1", "3.0.0", ["warning prometheus-3", "info utf8-names"]),
      ("3.1.0", "2.46.0", ["breaking storage-downgrade", "warning major-version"]),
      ("3.1.0", "2.55.0", ["warning major-version"]), ("3.1.0", "3.2.0", []), ("2.46.0", "2.55.0", []),
    ])
  func prometheusVersions(from: String, to: String, expected: [String]) throws {
    let found = try forecast(Self.prometheus(from), Self.prometheus(to)).map { "\($0.severity.rawValue) \($0.code)" }
    #expect(found == expected)
    #expect(try isQuiet(Self.prometheus(from)))
  }

  @Test("another major version of any image is told once, however many objects run it")
  func images() throws {
    func pods(_ tag: String) -> String {
      ["a", "b"].map {
        "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: \($0), namespace: m}, spec: {template: {spec:"
          + " {containers: [{name: c, image: 'docker.io/grafana/grafana:\(tag)'}]}}}}\n"
      }.joined()
    }
    let findings = try forecast(pods("9.5.3"), pods("12.4.1"))
    #expect(findings.map(\.message) == ["grafana/grafana moves from 9.5 to 12.4, another major version"])
    #expect(try forecast(pods("9.5.3"), pods("9.6.0")).isEmpty && forecast(pods("9.5.3"), pods("latest")).isEmpty)
  }

  @Test("storage of what the operator runs")
  func claims() throws {
    func claim(_ size: String) -> String {
      ", storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: \(size)}}}}}"
    }
    let small = Self.prometheus("3.1.0", storage: claim("1Gi"))
    let large = Self.prometheus("3.1.0", storage: claim("2Gi"))
    let none = Self.prometheus("3.1.0")
    #expect(
      try forecastLines(small, large) == ["warning claim-template Prometheus m/p spec.storage.volumeClaimTemplate"])
    #expect(try forecastLines(none, small) == ["warning claim-template Prometheus m/p spec.storage"])
    #expect(try forecastLines(small, none) == ["warning claim-template Prometheus m/p spec.storage"])
    #expect(try forecastLines(small, Self.prometheus("3.1.0", storage: claim("1024Mi"))) == [])
    #expect(try isQuiet(small, none))
  }
}
