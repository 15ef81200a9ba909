import SemanticDiff
import TestSupport
import Testing
import ValueTree

@Suite("Hostile input")
struct HostileTests {
  private let comparison = ObjectComparison()

  private func deployment(_ containers: [Value]) -> Value {
    ["apiVersion": "apps/v1", "kind": "Deployment", "spec": ["template": ["spec": ["containers": .array(containers)]]]]
  }

  /// What must not take quadratic time would take hours for so many items.
  private static let many = Effort.count(full: 100_000, quick: 20_000)

  @Test("items that all have one identity, in another order", .timeLimit(.minutes(15)))
  func namesakes() {
    let items = (0..<Self.many).map { Value.object(["name": "a", "value": .number(Number($0))]) }
    let turned = items.reversed() as [Value]
    #expect(comparison.changes(from: deployment(items), to: deployment(turned)).isEmpty)
    // One that changed among so many namesakes is found all the same.
    var edited = turned
    edited[500] = ["name": "a", "value": "other"]
    let changes = comparison.changes(from: deployment(items), to: deployment(edited))
    #expect(changes.map(\.path.description) == ["spec.template.spec.containers[name=a,#=501].value"])
  }

  @Test("items that all have one identity and are all others", .timeLimit(.minutes(15)))
  func otherNamesakes() {
    let old = (0..<Self.many).map { Value.object(["name": "a", "value": .number(Number($0))]) }
    let new = (0..<Self.many).map { Value.object(["name": "a", "other": .number(Number($0))]) }
    #expect(comparison.changes(from: deployment(old), to: deployment(new)).count == 2 * Self.many)
  }

  @Test("long lists without anything in common, turned round, mixed, or of one value", .timeLimit(.minutes(15)))
  func longLists() {
    let numbers = (0..<Self.many).map { Value.number(Number($0)) }
    let texts = (0..<Self.many).map { Value.string("text \($0)") }
    func count(_ from: [Value], _ to: [Value]) -> Int {
      comparison.changes(from: ["l": .array(from)], to: ["l": .array(to)]).count
    }
    #expect(count(numbers, texts) == Self.many)
    #expect(count(numbers, numbers.reversed()) == Self.many - 1)
    #expect(count([], numbers) == Self.many)
    var random = SeededGenerator(seed: Effort.seed)
    #expect(count(numbers, numbers.shuffled(using: &random)) < Self.many)
    let same = [Value](repeating: "a", count: Self.many)
    #expect(count(same, Array(same.dropLast(777))) == 777)
    let mixed = (0..<Self.many).map { Value.string($0 % 2 == 0 ? "a" : "b") }
    #expect(count(mixed, ["b"] + mixed) == 1)
  }

  @Test("long lists of lists and of objects without identity", .timeLimit(.minutes(15)))
  func longNestedLists() {
    func objects(_ key: String) -> Value {
      .array((0..<20_000).map { ["l": .array([.object([key: .number(Number($0))])])] })
    }
    let changes = comparison.changes(from: ["l": objects("a")], to: ["l": objects("b")])
    #expect(changes.count == 40_000)
  }

  @Test("many arguments, most of them one flag", .timeLimit(.minutes(15)))
  func arguments() {
    func container(_ prefix: String) -> Value {
      ["name": "a", "args": .array((0..<Self.many).map { .string("--flag=\(prefix)\($0)") })]
    }
    let changes = comparison.changes(from: deployment([container("x")]), to: deployment([container("y")]))
    #expect(changes.count == Self.many)
  }

  @Test("the deepest nesting that readers allow, also of lists with other ends", .timeLimit(.minutes(15)))
  func depth() {
    func nested(_ leaf: Value, _ wrap: (Value) -> Value) -> Value {
      (0..<(Value.greatestDepth - 1)).reduce(leaf) { value, _ in wrap(value) }
    }
    let wraps: [(Value) -> Value] = [
      { ["a": $0] }, { [$0] }, { [0, $0, 1] }, { [["name": "n", "v": $0]] }, { [["a": $0, "b": 1], ["c": 2]] },
    ]
    for wrap in wraps {
      let old: Value = ["v": nested(1, wrap)], new: Value = ["v": nested(2, wrap)]
      let levels = comparison.changes(from: old, to: new)
      #expect(levels.map(\.kind) == [.changed])
      // Below a hundred steps nobody reads a path.
      #expect(levels.first.map { $0.path.steps.count } == 100)
    }
    let wide = Value.array((0..<10_000).map { .number(Number($0)) })
    let deep = nested(wide) { [0, $0] }, other = nested(["x"]) { [0, $0] }
    #expect(!comparison.changes(from: deep, to: other).isEmpty)
  }

  @Test("huge texts, and texts that look alike but are others")
  func texts() {
    let huge = String(repeating: "é", count: 5_000_000)
    #expect(comparison.changes(from: ["a": .string(huge)], to: ["a": .string(huge + "!")]).count == 1)
    #expect(comparison.changes(from: ["a": "\u{E9}"], to: ["a": "e\u{301}"]).map(\.kind) == [.changed])
    #expect(comparison.changes(from: ["\u{E9}": 1], to: ["e\u{301}": 1]).map(\.kind) == [.added, .removed])
    let name = Value.string(String(repeating: "x", count: 1_000_000))
    let path = comparison.changes(from: deployment([["name": name, "image": "a"]]), to: deployment([["name": name]]))
    #expect(path.first.map { $0.path.description.utf8.count < 200 } == true)
  }

  @Test(
    "other types where the tables expect objects, lists and texts",
    arguments: [
      "text", 1, true, .null, [], [1, "a", .null, [[]]], [:], ["name": 1], [["name": ["a": 1]], ["name": .null]],
      ["matchLabels": [1], "matchExpressions": "x"], [["key": 1, "operator": [], "values": "v"]],
    ] as [Value])
  func types(odd: Value) {
    let kinds = [
      ("apps/v1", "Deployment"), ("v1", "Service"), ("v1", "Secret"), ("v1", "ConfigMap"), ("batch/v1", "CronJob"),
      ("rbac.authorization.k8s.io/v1", "ClusterRole"), ("networking.k8s.io/v1", "NetworkPolicy"),
      ("monitoring.coreos.com/v1", "PrometheusRule"), ("monitoring.coreos.com/v1", "Prometheus"),
      ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    ]
    for (apiVersion, kind) in kinds {
      for path in ["metadata", "spec", "rules", "data", "spec.template", "spec.groups", "spec.ports"] {
        let path = path.split(separator: ".").map(String.init)
        let odd = path.reversed().reduce(odd) { .object([$1: $0]) }
        guard case .object(var members) = odd else { continue }
        members["apiVersion"] = .string(apiVersion)
        members["kind"] = .string(kind)
        let usual: Value = [
          "apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": ["name": "a"],
          "spec": ["template": ["spec": [:]], "groups": [["name": "g"]], "ports": [["port": 1]]], "data": ["k": "v"],
          "rules": [["verbs": ["get"], "apiGroups": [""], "resources": ["pods"]]],
        ]
        #expect(!comparison.changes(from: usual, to: .object(members)).isEmpty)
        #expect(!comparison.changes(from: .object(members), to: usual).isEmpty)
        #expect(comparison.changes(from: .object(members), to: .object(members)).isEmpty)
      }
    }
  }

  @Test("objects without kind, or that are none")
  func noObjects() {
    #expect(comparison.changes(from: "a", to: ["kind": 7]).map(\.kind) == [.changed])
    #expect(comparison.changes(from: .null, to: .null).isEmpty)
    #expect(comparison.changes(from: ["kind": ["a"]], to: ["kind": .null]).map(\.kind) == [.changed])
  }
}
