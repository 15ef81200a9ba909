import Kubernetes
import ValueTree

/// One comparison of two objects: walks both side by side and notes what differs.
///
/// It takes stack for each level of nesting down to `depthLimit`.
struct Comparison {
  private(set) var changes: [Change] = []
  /// The place that the walk is at: as a person reads it, in the old value and in the new one.
  private var path: [ChangePath.Step] = []
  private var oldPath: [ValuePath.Step] = []
  private var newPath: [ValuePath.Step] = []

  /// How many steps a path may have. What differs below is told as one change: no object of Kubernetes nests half as
  /// deep, and thousands of changes with paths of a thousand steps each would fill the memory.
  private static let depthLimit = 100

  /// Notes how two values at the current place differ.
  mutating func compare(_ from: Value, _ to: Value, as field: Field) {
    guard newPath.count < Self.depthLimit else { return replace(from, to, as: field) }
    switch (field.type, from, to) {
    case (.noise, _, _): return
    case (.selector, .object(let old), .object(let new)): compareSelectors(old, new, field)
    case (_, .object(let old), .object(let new)): compareMembers(old, new, field)
    case (_, .array(let old), .array(let new)): compareItems(old, new, field)
    default: replace(from, to, as: field)
    }
  }

  /// Notes a value that is no longer the same, or means the same by its type.
  private mutating func replace(_ from: Value, _ to: Value, as field: Field) {
    let from = field.withoutNoise(from) ?? [:], to = field.withoutNoise(to) ?? [:]
    guard from != to else { return }
    append(Meaning.isSame(from, to, as: field.type) ? .cosmetic : .changed, from: from, to: to)
  }

  /// Notes a change at the current place.
  mutating func append(_ kind: Change.Kind, from: Value?, to: Value?) {
    changes.append(
      Change(
        path: ChangePath(path), kind: kind, from: from, to: to,
        position: Change.Position(from: ValuePath(steps: oldPath), to: ValuePath(steps: newPath))))
  }

  /// Does something one step further down.
  mutating func descend(
    _ step: ChangePath.Step, _ old: ValuePath.Step, _ new: ValuePath.Step, _ work: (inout Comparison) -> Void
  ) {
    path.append(step)
    place(old, new, work)
    path.removeLast()
  }

  /// Does something one step further down the path that a person reads, at the same place of the values.
  mutating func descend(_ step: ChangePath.Step, _ work: (inout Comparison) -> Void) {
    path.append(step)
    work(&self)
    path.removeLast()
  }

  /// Does something one step further down the values, at the same place of the path that a person reads.
  mutating func place(_ old: ValuePath.Step, _ new: ValuePath.Step, _ work: (inout Comparison) -> Void) {
    oldPath.append(old)
    newPath.append(new)
    work(&self)
    oldPath.removeLast()
    newPath.removeLast()
  }

  /// Puts the changes from `start` on into the order of their parts' names, where parts were found in another one.
  mutating func order(from start: Int, parts: [(name: String, end: Int)]) {
    let names = parts.map(\.name.utf8)
    guard !zip(names, names.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else { return }
    var ranges: [(name: String, range: Range<Int>)] = []
    var begin = start
    for part in parts {
      ranges.append((part.name, begin..<part.end))
      begin = part.end
    }
    ranges.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    changes.replaceSubrange(start..., with: ranges.flatMap { changes[$0.range] })
  }

  /// Notes a change below the current place that has no one place in the values.
  mutating func appendUnplaced(_ kind: Change.Kind, _ steps: [ChangePath.Step], _ value: Value) {
    changes.append(
      Change(
        path: ChangePath(path + steps), kind: kind, from: kind == .removed ? value : nil,
        to: kind == .added ? value : nil))
  }

  /// Forgets the changes from `start` on.
  mutating func drop(from start: Int) { changes.removeSubrange(start...) }

  /// Replaces the changes from `start` on by one: two values that mean the same.
  mutating func collapse(from start: Int, _ old: Value, _ new: Value) {
    drop(from: start)
    append(.cosmetic, from: old, to: new)
  }
}
