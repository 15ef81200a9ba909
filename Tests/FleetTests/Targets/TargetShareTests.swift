import Jsonnet
import Kubernetes
import Platform
import TestSupport
import Testing
import ValueTree

@testable import Fleet

@Suite("What belongs to which target")
struct TargetShareTests {
  /// What `main.libsonnet` gives: Jsonnet of the components, and how many dashboards are of which component.
  struct Built: CustomTestStringConvertible, Sendable {
    var title: String
    var components: String
    var added: [(component: String, count: Int)] = []

    var testDescription: String { title }

    var code: String {
      let added = added.map { "{ component: '\($0.component)', count: \($0.count) }" }
      return "local built = { components: \(components), added:: [\(added.joined(separator: ", "))], problems: [] };\n"
    }
  }

  private static let libraries = ["my-team", "our_other-team", "velero"]
  private static let others =
    "prometheusOperator: { a: {} }, nodeExporter: { b: 1 }, myTeam: { c: [] }, more: { d: {} }"
  private static let cases = [
    Built(title: "no components", components: "{}"),
    Built(title: "no grafana", components: "{ \(others) }", added: [("myTeam", 2), ("velero", 1)]),
    Built(title: "no libraries", components: dashboards(5)),
    Built(title: "two libraries", components: dashboards(8), added: [("myTeam", 2), ("velero", 1)]),
    Built(title: "a library without a target", components: dashboards(4), added: [("myTeam", 1), ("other", 2)]),
    Built(title: "a library with a name of both kinds", components: dashboards(4), added: [("ourOtherTeam", 1)]),
    Built(title: "libraries' alone", components: dashboards(3), added: [("myTeam", 2), ("velero", 1)]),
    Built(title: "fewer than were added", components: dashboards(2), added: [("myTeam", 2), ("velero", 1)]),
    Built(title: "an empty list", components: dashboards(0), added: [("myTeam", 2)]),
    Built(title: "one", components: dashboards(1)),
    Built(title: "one manifest, no list", components: "{ grafana: { dashboardDefinitions: { kind: 'ConfigMap' } } }"),
    Built(
      title: "items that are no array", components: "{ grafana: { dashboardDefinitions: { items: 'text' } } }",
      added: [("velero", 1)]),
    Built(
      title: "items that are hidden",
      components: "{ grafana: { dashboardDefinitions: { kind: 'List', items:: [1] } } }", added: [("velero", 1)]),
    Built(title: "nothing in its place", components: "{ grafana: { dashboardDefinitions: null, e: 1 } }"),
  ]

  private static func dashboards(_ count: Int) -> String {
    """
    {
      \(others), velero: {},
      grafana: {
        e: {},
        dashboardDefinitions: { kind: 'ConfigMapList', items: ['item %d' % i for i in std.range(1, \(count))] },
      },
    }
    """
  }

  @Test("every object is somebody's, and shares joined are the whole", arguments: cases)
  func joined(built: Built) throws {
    try expectWhole(built)
  }

  @Test("whatever the numbers of dashboards are")
  func numbers() throws {
    let seed = TestSupport.Effort.seed
    var random = SeededGenerator(seed: seed)
    for _ in 0..<TestSupport.Effort.count(full: 300, quick: 5) {
      let added = ["myTeam", "ourOtherTeam", "velero", "other"].map { ($0, random.below(4)) }
      let count = random.below(14)
      try expectWhole(
        Built(title: "seed \(seed): \(count), \(added)", components: Self.dashboards(count), added: added))
    }
  }

  @Test("an item is evaluated by its owner alone", arguments: [(0, "dashboards"), (2, "our_other-team"), (3, "velero")])
  func owners(failing: Int, owner: String) throws {
    let items = (0..<4).map { $0 == failing ? "error 'failed'" : "'item'" }
    let list = "{ kind: 'ConfigMapList', items: [\(items.joined(separator: ", "))] }"
    let built = Built(
      title: owner,
      components: "{ grafana: { dashboardDefinitions: \(list) } }",
      added: [("ourOtherTeam", 1), ("velero", 1)])
    let targets = Target.all(libraries: Self.libraries)
    let failed = targets.indices.filter { (try? Self.evaluate(built, $0)) == nil }
    #expect(failed.map { targets[$0].name } == [owner])
  }

  private func expectWhole(_ built: Built) throws {
    let whole = try EvaluatedTarget(json: Self.text(built.code + "built"))
    let results = TargetResults()
    let contents = try Target.all(libraries: Self.libraries).indices.map { number in
      let text = try Self.evaluate(built, number)
      return try results.contents(of: text, Digest(of: text))
    }
    #expect(try results.manifests(of: contents).map(\.manifest) == whole.manifests, "\(built.title)")
  }

  private static func evaluate(_ built: Built, _ number: Int) throws -> [UInt8] {
    try text(built.code + Target.code(Target.all(libraries: libraries)), choosing: number)
  }

  private static func text(_ code: String, choosing number: Int = 0) throws -> [UInt8] {
    let request = EvaluationRequest(program: .snippet(code: code, name: "<test>"), displayRoot: "/")
    let output = try Evaluator.evaluate(request) { Evaluator.Choice(number: number, variables: []) }
    return Array(output.documents.map(\.text).joined().utf8)
  }
}
