import Foundation
import Kubernetes
import SemanticDiff
import TestSupport
import Testing
import ValueTree

@Suite("The changes are the whole difference")
struct PatchTests {
  @Test("applied to the old objects of upstream's releases they give the new ones, and back",
    .enabled(if: Builds.upstreamFolder != nil, Comment(rawValue: Builds.comment)))
  func upstream() throws {
    let builds = try Builds.upstream()
    let comparison = ObjectComparison(definitions: builds.flatMap(\.entries).map(\.value))
    let common = ObjectMatch(from: builds[0], to: builds[1]).common
    for (from, to) in common {
      #expect(problem(comparison, from.value, to.value) == nil, "\(from.reference)")
      #expect(problem(comparison, to.value, from.value) == nil, "\(from.reference), backwards")
    }
    #expect(common.count > 100)
  }

  @Test("applied to the objects of one bundled cluster they give those of another")
  func clusters() throws {
    let builds = try Builds.generated()
    let comparison = ObjectComparison(definitions: builds.flatMap(\.entries).map(\.value))
    var count = 0
    for to in builds.dropFirst() {
      for (from, to) in ObjectMatch(from: builds[0], to: to).common {
        count += 1
        #expect(problem(comparison, from.value, to.value) == nil, "\(from.reference)")
      }
    }
    #expect(count > 100)
  }

  @Test("applied to an object they give what became of it by random edits")
  func edits() throws {
    let count = Effort.count(full: 8_000, quick: 200)
    var random = SeededGenerator(seed: Effort.seed)
    let objects = try (Builds.generated() + Builds.upstream()).flatMap(\.entries).map(\.value)
    let comparison = ObjectComparison(definitions: objects)
    // Definitions are far larger than everything else: of them a few cases are enough.
    let small = objects.filter { $0["kind"] != "CustomResourceDefinition" }
    var failures: [String] = []
    for number in 0..<count where failures.count < 5 {
      let list = number % 40 == 0 ? objects : small
      let old = list[random.below(list.count)]
      var edits = RandomEdits(using: &random)
      let new = edits.apply(to: old)
      if let problem = problem(comparison, old, new) { failures.append(problem) }
      if !comparison.changes(from: new, to: new).isEmpty { failures.append("differs from itself: \(new)") }
    }
    print("applied the changes of \(count) objects with random edits, seed \(Effort.seed)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test("applied to any value they give any other")
  func anything() {
    let count = Effort.count(full: 100_000, quick: 3_000)
    var random = SeededGenerator(seed: Effort.seed)
    let comparison = ObjectComparison()
    var failures: [String] = []
    for _ in 0..<count where failures.count < 5 {
      let old = RandomTree.value(using: &random), new = RandomTree.value(using: &random)
      let changes = comparison.changes(from: old, to: new)
      let patched = Patch(changes).apply(to: old)
      if patched != new {
        failures.append("\(old)\n  to \(new)\n  by \(changes.map(line))\n  is \(patched)")
      }
      if changes.isEmpty != (old == new) { failures.append("\(old) and \(new): \(changes.map(line))") }
    }
    print("applied the changes of \(count) pairs of random values, seed \(Effort.seed)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  @Test("order without meaning never shows")
  func order() throws {
    let count = Effort.count(full: 5_000, quick: 300)
    var random = SeededGenerator(seed: Effort.seed)
    let objects = try (Builds.generated() + Builds.upstream()).flatMap(\.entries)
    let comparison = ObjectComparison(definitions: objects.map(\.value))
    var failures: [String] = []
    for number in 0..<count where failures.count < 5 {
      let entry = objects[number < objects.count ? number : random.below(objects.count)]
      let shuffled = entry.value.shuffled(entry.reference.kind, using: &random)
      let changes = comparison.changes(from: entry.value, to: shuffled)
      if !changes.isEmpty { failures.append("\(entry.reference): \(changes.map(line))") }
    }
    print("put \(count) objects into another order, seed \(Effort.seed)")
    #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
  }

  /// What the patched old object still has otherwise than the new one; nil where they are the same in normal form.
  private func problem(_ comparison: ObjectComparison, _ old: Value, _ new: Value) -> String? {
    let form = NormalForm(kind: new["kind"]?.string ?? "")
    let changes = comparison.changes(from: old, to: new)
    var patched = Patch(changes).apply(to: old)
    for key in ["data", "stringData", "binaryData"] where ["ConfigMap", "Secret"].contains(form.kind) {
      // What is told of documents is not meant for applying; that something is told must be enough here.
      guard changes.contains(where: { $0.path.steps.first == .key(key) }) else { continue }
      patched = patched.replacing([.key(key)], with: new[key]) ?? patched
      if let data = new[key], patched[key] == nil, case .object(var members) = patched {
        members[key] = data
        patched = .object(members)
      }
    }
    var (left, right) = (form.of(patched), form.of(new))
    if form.isRoleRules(ValuePath("rules")) {
      left = PermissionPatch(changes).apply(to: left)
      right = PermissionPatch([]).apply(to: right)
    }
    guard left != right else { return nil }
    let rest = comparison.changes(from: left, to: right).map(line)
    return "\(new["kind"]?.string ?? "") left over: \(rest)\n  of \(changes.map(line))"
  }
}
