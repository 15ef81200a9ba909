import SemanticDiff
import ValueTree

/// Applies changes to the value that they were found from. It knows nothing of Kubernetes: it works on the places and
/// values that each change names, and on indices.
struct Patch {
  /// What happens at one place of the old value, and below it.
  private final class Node {
    var children: [ValuePath.Step: Node] = [:]
    /// The place gets another value; nil in it removes the place.
    var replacement: Value??
    var movedTo: Int?
    /// New members of an object.
    var members: [(key: String, value: Value)] = []
    /// New items of a list, with their indices in the new one.
    var items: [(index: Int, value: Value)] = []

    func child(_ step: ValuePath.Step) -> Node {
      if let child = children[step] { return child }
      let child = Node()
      children[step] = child
      return child
    }
  }

  private let root = Node()

  init(_ changes: [Change]) {
    for change in changes {
      guard let position = change.position else { continue }
      if change.kind == .moved {
        node(position.from.steps).movedTo = change.to?.integer
      } else if change.from == nil, let value = change.to, let step = position.from.steps.last {
        let container = node(position.from.steps.dropLast())
        switch step {
        case .key(let key): container.members.append((key, value))
        case .index: container.items.append((Self.index(position.to.steps.last), value))
        }
      } else {
        node(position.from.steps).replacement = .some(change.to)
      }
    }
  }

  func apply(to value: Value) -> Value { Self.apply(root, to: value) ?? .null }

  private func node(_ steps: some Sequence<ValuePath.Step>) -> Node { steps.reduce(root) { $0.child($1) } }

  private static func index(_ step: ValuePath.Step?) -> Int { if case .index(let index)? = step { index } else { 0 } }

  private static func apply(_ node: Node, to value: Value) -> Value? {
    if let replacement = node.replacement { return replacement }
    switch value {
    case .object(var members):
      for (step, child) in node.children {
        guard case .key(let key) = step, let member = members[key] else { continue }
        members[key] = apply(child, to: member)
      }
      for (key, member) in node.members { members[key] = member }
      return .object(members)
    case .array(let items):
      var kept: [Value] = []
      var inserted = node.items
      for (index, item) in items.enumerated() {
        guard let child = node.children[.index(index)] else {
          kept.append(item)
          continue
        }
        guard let result = apply(child, to: item) else { continue }
        if let target = child.movedTo { inserted.append((target, result)) } else { kept.append(result) }
      }
      // What stays is in order already; the rest goes where the new list has it.
      for (index, item) in inserted.sorted(by: { $0.index < $1.index }) {
        kept.insert(item, at: min(index, kept.count))
      }
      return .array(kept)
    default: return value
    }
  }
}
