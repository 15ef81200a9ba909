import Checks
import Diagnostics
import Kubernetes
import SemanticDiff
import Testing

@testable import UpgradeReport

@Suite("Suppressions")
struct SuppressionTests {
  private static let today = Day(year: 2026, month: 6, day: 15)
  private static let grafana = object("Deployment", "grafana")
  private static let rules = object("PrometheusRule", "node-rules")

  private static func object(_ kind: String, _ name: String) -> ObjectReference {
    ObjectReference(apiVersion: "v1", kind: kind, namespace: "monitoring", name: name)
  }

  private static func item(_ name: String, _ value: String) -> ChangePath.Step { .item([.init(name, value)]) }

  private static let image = ChangePath(
    [.key("spec"), .key("containers"), item("name", "grafana"), .key("image")])
  private static let replicas = ChangePath([.key("spec"), .key("replicas")])
  private static func expression(_ alert: String) -> ChangePath {
    ChangePath(
      [.key("spec"), .key("groups"), item("name", "node"), .key("rules"), item("alert", alert), .key("expr")])
  }

  private static func rule(_ name: String) -> RuleReference {
    RuleReference(object: rules, group: "node", name: name, labels: [])
  }

  /// Two objects that changed, one that came, one that went, with what the views make of it.
  private static var report: UpgradeReport {
    var cluster = ClusterReport(name: "aws-prod")
    cluster.objects.added = [object("Service", "new")]
    cluster.objects.removed = [object("Service", "old")]
    cluster.objects.changed = [
      .init(object: grafana, changes: [
        Change(path: image, kind: .changed, from: "grafana:1", to: "grafana:2"),
        Change(path: replicas, kind: .changed, from: 1, to: 2),
        Change(path: ChangePath([.key("spec"), .key("cpu")]), kind: .cosmetic, from: "1", to: "1000m"),
      ]),
      .init(object: rules, changes: [
        Change(path: expression("A"), kind: .changed, from: "a", to: "b"),
        Change(path: expression("B"), kind: .changed, from: "a", to: "b"),
      ]),
    ]
    cluster.alerts.changed = [.init(from: rule("A"), to: rule("A")), .init(from: rule("B"), to: rule("B"))]
    cluster.images = [
      ImageChange(object: grafana, container: "grafana", repository: "grafana", from: "1", to: "2", bump: .major)
    ]
    cluster.scrape = [ViewChange(object: object("ServiceMonitor", "node"), kind: .changed, what: "port http")]
    cluster.findings = [
      Finding(.breaking, code: "immutable-field", object: grafana, path: "spec.selector", message: "cannot be applied"),
      Finding(.warning, code: "major-version", message: "read the notes"),
    ]
    var report = UpgradeReport(from: "v1", to: "v2")
    report.clusters = [cluster]
    return report
  }

  private static func cut(_ suppressions: Suppression...) throws -> (cluster: ClusterReport, report: UpgradeReport) {
    var report = report
    SuppressionList(suppressions, today: today).apply(to: &report)
    return (try #require(report.clusters.first), report)
  }

  @Test("an object by kind and name takes its changes, findings and view items along")
  func object() throws {
    let (cluster, report) = try Self.cut(Suppression(kind: "Deployment", name: "graf*", reason: "theirs"))
    #expect(cluster.objects.changed.map(\.object) == [Self.rules])
    #expect(cluster.images.isEmpty)
    #expect(cluster.findings.map(\.code) == ["major-version"])
    #expect(cluster.alerts.changed.count == 2)
    // Two changes and a finding; the cosmetic one does not count.
    #expect(report.suppressed == 3)
    #expect(report.diagnostics.isEmpty)
  }

  @Test("a path takes its place and what is below, and the view items made of it")
  func path() throws {
    let (cluster, _) = try Self.cut(Suppression(path: "spec.groups[name=node].rules[alert=A]", reason: "known"))
    #expect(cluster.objects.changed.last?.changes.map(\.path) == [Self.expression("B")])
    #expect(cluster.alerts.changed.map(\.from.name) == ["B"])
    #expect(cluster.findings.count == 2)
    let (image, _) = try Self.cut(Suppression(path: "spec.containers[*].image", reason: "mirrored"))
    #expect(image.images.isEmpty)
    #expect(image.objects.changed.first?.changes.map(\.path.description) == ["spec.replicas", "spec.cpu"])
    let (replicas, _) = try Self.cut(Suppression(path: "spec.replicas", reason: "scaled"))
    #expect(replicas.images.count == 1)
  }

  @Test(
    "a path ends where a step ends",
    arguments: [
      ("spec", true), ("spec.containers", true), ("spec.containers[name=grafana]", true), ("spec.contain", false),
      ("spec.contain*", true), ("*.image", true), ("spec.containers[name=*].image", true), ("image", false),
    ])
  func pathEnds(path: String, fits: Bool) throws {
    let (cluster, _) = try Self.cut(Suppression(kind: "Deployment", path: path, reason: "x"))
    let left = cluster.objects.changed.first { $0.object == Self.grafana }?.changes.map(\.path) ?? []
    #expect(left.contains(Self.image) != fits)
  }

  @Test("a code takes findings alone")
  func code() throws {
    let (cluster, report) = try Self.cut(Suppression(code: "immutable-*", reason: "recreated by hand"))
    #expect(cluster.findings.map(\.code) == ["major-version"])
    #expect(cluster.objects.changed.count == 2)
    #expect(report.suppressed == 1)
    let (other, _) = try Self.cut(Suppression(kind: "Service", code: "immutable-field", reason: "x"))
    #expect(other.findings.count == 2)
  }

  @Test("objects that came or went, and what views alone tell of")
  func cameAndWent() throws {
    let (cluster, report) = try Self.cut(
      Suppression(kind: "Service", reason: "x"), Suppression(kind: "ServiceMonitor", name: "node", reason: "x"))
    #expect(cluster.objects.added.isEmpty)
    #expect(cluster.objects.removed.isEmpty)
    #expect(cluster.scrape.isEmpty)
    #expect(report.suppressed == 2)
  }

  @Test("a suppression counts on its last day and is told of afterwards", arguments: [("2026-06-15", true), ("2026-06-14", false)])
  func expiry(day: String, counts: Bool) throws {
    let place = SourceLocation(file: "monigen.yaml", line: 3, column: 7)
    let (cluster, report) = try Self.cut(
      Suppression(kind: "Deployment", reason: "until the move", until: Day(day), location: place))
    #expect(cluster.objects.changed.count == (counts ? 1 : 2))
    #expect(report.diagnostics.map(\.severity) == (counts ? [] : [.warning]))
    guard !counts else { return }
    #expect(
      DiagnosticRenderer().render(report.diagnostics).hasPrefix(
        "monigen.yaml:3:7: warning: the suppression of Deployment is over since 2026-06-14"))
  }

  @Test("one that left nothing out is told of, unless only some clusters were compared", arguments: [true, false])
  func unused(isWhole: Bool) throws {
    var report = Self.report
    let unused = Suppression(kind: "DaemonSet", name: "none", path: "spec", code: "apply-size", reason: "y")
    SuppressionList([unused], today: Self.today).apply(to: &report, isWhole: isWhole)
    #expect(report.suppressed == 0)
    #expect(
      report.diagnostics.map(\.message)
        == (isWhole ? ["the suppression of DaemonSet none, path spec, code apply-size left nothing out"] : []))
  }

  @Test("with everything suppressed nothing fails")
  func nothingLeft() throws {
    let (cluster, report) = try Self.cut(Suppression(name: "*", reason: "x"), Suppression(code: "*", reason: "x"))
    #expect(cluster.objects == ObjectChanges())
    #expect(cluster.alerts == RuleChanges())
    #expect(FailurePolicy.allCases.allSatisfy { !$0.fails(report) })
  }

  @Test(
    "days", arguments: [("2026-12-31", true), ("2026-1-1", false), ("", false), ("2026-12-3x", false), ("２026-12-31", false)])
  func days(text: String, isDay: Bool) {
    #expect((Day(text) != nil) == isDay)
    #expect(Day(year: 2026, month: 1, day: 2).description == "2026-01-02")
  }
}
