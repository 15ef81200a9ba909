import Checks
import Kubernetes
import SemanticDiff
import Testing

@testable import UpgradeReport

@Suite("What makes a diff fail")
struct FailurePolicyTests {
  private static let object = ObjectReference(apiVersion: "v1", kind: "Service", namespace: nil, name: "a")

  private static func report(_ fill: (inout ClusterReport) -> Void) -> UpgradeReport {
    var report = UpgradeReport(from: "a", to: "b")
    var cluster = ClusterReport(name: "one")
    fill(&cluster)
    report.clusters = [cluster]
    return report
  }

  /// A report in which one object changed.
  private static func report(_ change: Change) -> UpgradeReport {
    report { $0.objects.changed = [.init(object: object, changes: [change])] }
  }

  private static func failing(_ report: UpgradeReport) -> [FailurePolicy] {
    FailurePolicy.allCases.filter { $0.fails(report) }
  }

  @Test("nothing fails without a difference, and cosmetic changes are none")
  func nothing() {
    #expect(Self.failing(Self.report { _ in }).isEmpty)
    let cosmetic = Change(path: ChangePath([.key("cpu")]), kind: .cosmetic, from: "1", to: "1000m")
    #expect(Self.failing(Self.report(cosmetic)).isEmpty)
  }

  @Test("changes fail by 'any' alone")
  func changes() {
    let change = Change(path: ChangePath([.key("cpu")]), kind: .changed, from: "1", to: "2")
    #expect(Self.failing(Self.report(change)) == [.any])
    #expect(Self.failing(Self.report { $0.objects.added = [Self.object] }) == [.any])
    #expect(Self.failing(Self.report { $0.objects.removed = [Self.object] }) == [.any])
  }

  @Test("what was mended, and what is as it was, fails by no policy")
  func mended() {
    let finding = Finding(.breaking, code: "x", message: "y")
    #expect(Self.failing(Self.report { ($0.fixed, $0.stillThere) = ([finding], [finding]) }) == [])
  }

  @Test("a cluster that came or went fails by 'any'")
  func clusters() {
    var report = UpgradeReport(from: "a", to: "b")
    report.addedClusters = ["new"]
    #expect(Self.failing(report) == [.any])
    report.addedClusters = []
    report.removedClusters = ["old"]
    #expect(Self.failing(report) == [.any])
  }

  @Test(
    "findings fail by their weight",
    arguments: [
      (Finding.Severity.info, [FailurePolicy.any]), (.warning, [.any, .warning]),
      (.breaking, [.any, .warning, .breaking]),
    ])
  func findings(severity: Finding.Severity, policies: [FailurePolicy]) {
    #expect(Self.failing(Self.report { $0.findings = [Finding(severity, code: "x", message: "y")] }) == policies)
    let check = CheckReport(clusters: [.init(name: "one", findings: [Finding(severity, code: "x", message: "y")])])
    #expect(FailurePolicy.allCases.filter { $0.fails(check) } == policies)
  }
}
