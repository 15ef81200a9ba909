import Foundation
import Kubernetes
import SemanticDiff
import TestSupport
import Testing
import ValueTree

@Suite("Every kind of edit is found")
struct MutationTests {
  @Test("on every kind of field of every kind of object of the bundled clusters, exactly once and at its place")
  func generated() throws { try check(try Builds.generated(), full: 12_000, quick: 400) }

  @Test(
    "on every kind of field of every kind of object of upstream's releases, exactly once and at its place",
    .enabled(if: Builds.upstreamFolder != nil, Comment(rawValue: Builds.comment)))
  func upstream() throws { try check(try Builds.upstream(), full: 20_000, quick: 400) }

  private func check(_ builds: [ObjectSet], full: Int, quick: Int) throws {
    let count = Effort.count(full: full, quick: quick)
    let objects = builds.flatMap(\.entries)
    let comparison = ObjectComparison(definitions: objects.map(\.value))
    var random = SeededGenerator(seed: Effort.seed)
    var cases = 0
    var failures: [String] = []
    let fields = FieldSample(objects.map(\.value), using: &random)
    var round = 0
    while cases < count, failures.count < 10, round < 50 {
      for (number, examples) in fields.examples.enumerated() where cases < count && failures.count < 10 {
        let (object, path) = examples[round % examples.count]
        let kind = Mutation.Kind.allCases[(round + number) % Mutation.Kind.allCases.count]
        let mutation = Mutation(kind: kind, path: path)
        let old = objects[object].value
        guard let new = mutation.apply(to: old) else { continue }
        cases += 1
        let changes = comparison.changes(from: old, to: new)
        let expectation = Expectation(mutation, kind: objects[object].reference.kind, old: old)
        if let problem = expectation.problem(with: changes) {
          failures.append("\(objects[object].reference), \(mutation): \(problem)\n  \(changes.map(line))")
        }
      }
      round += 1
    }
    print("\(cases) edits of \(fields.examples.count) kinds of fields of \(objects.count) objects, seed \(Effort.seed)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
    #expect(cases == count)
  }
}

/// Places in many objects, for each kind of field a few: the same kind of object and the same keys, where indices and
/// the names of described fields do not count.
private struct FieldSample {
  private(set) var examples: [[(object: Int, path: ValuePath)]] = []

  init(_ objects: [Value], using random: inout SeededGenerator) {
    var known: [String: Int] = [:]
    for (number, object) in objects.enumerated() {
      let kind = object["kind"]?.string ?? ""
      for (path, _) in object.places where path != .root {
        let name = kind + " " + Self.name(of: path)
        if let place = known[name] {
          let seen = examples[place].count
          if seen < 8 {
            examples[place].append((number, path))
          } else if random.below(20) == 0 {
            examples[place][random.below(seen)] = (number, path)
          }
        } else {
          known[name] = examples.count
          examples.append([(number, path)])
        }
      }
    }
    examples.shuffle(using: &random)
  }

  private static func name(of path: ValuePath) -> String {
    var isDescribed = false
    return path.steps.compactMap { step -> String? in
      guard case .key(let key) = step else { return "[]" }
      defer { isDescribed = key == "properties" && !isDescribed }
      return isDescribed ? nil : key
    }.joined(separator: ".")
  }
}

/// What a comparison must say about one edit.
private struct Expectation {
  let mutation: Mutation
  let kind: String
  let old: Value

  init(_ mutation: Mutation, kind: String, old: Value) {
    self.mutation = mutation
    self.kind = kind
    self.old = old
  }

  /// What is wrong with the changes; nil where they are as they must be.
  func problem(with changes: [Change]) -> String? {
    let place = mutation.place
    if place.steps.indices.contains(where: { NormalForm.isNoise(ValuePath(steps: Array(place.steps[...$0]))) }) {
      return changes.isEmpty ? nil : "what is ignored shows"
    }
    if mutation.kind == .move, UnorderedLists.contains(place, of: kind) || isBelowRules(place) {
      return changes.isEmpty ? nil : "order without meaning shows"
    }
    guard !changes.isEmpty else { return mutation.kind == .move && isArguments(place) ? nil : "nothing is found" }
    if ["ConfigMap", "Secret"].contains(kind), let key = place.steps.first,
      ["data", "stringData", "binaryData"].contains(key)
    {
      return changes.allSatisfy { begins($0, with: key) } ? nil : "not below the document"
    }
    if isBelowRules(place) {
      return changes.allSatisfy { begins($0, with: "rules") } ? nil : "not below the rules"
    }
    return changes.count == 1 ? problem(with: changes[0]) : problem(withTwo: changes)
  }

  private func problem(with change: Change) -> String? {
    guard let position = change.position else { return "a change without a position" }
    switch mutation.kind {
    case .move:
      return change.kind == .moved && position.to.parent == mutation.path ? nil : "not moved"
    case .insertion:
      return change.kind == .added && position.to.parent == mutation.path ? nil : "not added"
    case .member:
      guard change.kind == .added, position.to == mutation.place else { return "not added" }
    case .removal:
      if old[mutation.path]?.isNull == true { return change.kind == .cosmetic ? nil : "a null counts" }
      guard change.kind == .removed, isSamePlace(position.from) else { return "not removed" }
    case .scalar, .type:
      guard change.kind == .changed, isSamePlace(position.from) else { return "not changed" }
    }
    return keys(of: change) == keys(of: position.to) ? nil : "the path does not lead to \(position.to)"
  }

  /// An item whose identity was edited is another item: one is gone, and one is new.
  private func problem(withTwo changes: [Change]) -> String? {
    guard Set(changes.map(\.kind)) == [.added, .removed], changes.count == 2 else { return "not found once" }
    guard let item = mutation.path.steps.lastIndex(where: { if case .index = $0 { true } else { false } }) else {
      return "not found once"
    }
    let list = ValuePath(steps: Array(mutation.path.steps[..<item]))
    let isIdentity = mutation.path.steps.count == item + 1 || isKey(mutation.path.steps[item + 1], of: list)
    guard isIdentity, changes.allSatisfy({ $0.position?.from.parent == list }) else { return "not found once" }
    return nil
  }

  private func isKey(_ step: ValuePath.Step, of list: ValuePath) -> Bool {
    guard case .key(let key) = step, case .key(let name)? = list.steps.last else { return false }
    if key == "metadata" && name == "volumeClaimTemplates" { return true }
    return UnorderedLists.identities[name]?.contains(key) == true
      || ["initContainers", "rules"].contains(name) && ["name", "alert", "record"].contains(key)
  }

  /// Equal items of a list are the same to the engine: any of them may be the one that went.
  private func isSamePlace(_ path: ValuePath) -> Bool {
    path == mutation.path || (path.parent == mutation.path.parent && old[path] == old[mutation.path])
  }

  private func isBelowRules(_ path: ValuePath) -> Bool {
    NormalForm(kind: kind).isRoleRules(ValuePath(steps: Array(path.steps.prefix(1))))
  }

  private func isArguments(_ path: ValuePath) -> Bool {
    path.steps.last == "args" || path.steps.last == "command"
  }

  private func begins(_ change: Change, with step: ValuePath.Step) -> Bool {
    guard case .key(let key)? = change.path.steps.first else { return false }
    return step == .key(key)
  }

  private func keys(of change: Change) -> [String] {
    change.path.steps.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  private func keys(of path: ValuePath) -> [String] {
    path.steps.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }
}
