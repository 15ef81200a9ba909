import Kubernetes
import ValueTree

extension Comparison {
  /// Compares two objects key by key; the order of keys never shows.
  mutating func compareMembers(_ from: Object, _ to: Object, _ field: Field) {
    let fields = field.fields
    let start = changes.count
    var parts: [(name: String, end: Int)] = []
    var shared = 0
    for (key, old) in from {
      let new = to[key]
      if new != nil { shared += 1 }
      let before = changes.count
      compareMember(key, old, new, field, fields)
      if changes.count > before { parts.append((key, changes.count)) }
    }
    if shared < to.count {
      for (key, new) in to where !from.contains(key) {
        let before = changes.count
        compareMember(key, nil, new, field, fields)
        if changes.count > before { parts.append((key, changes.count)) }
      }
    }
    order(from: start, parts: parts)
  }

  private mutating func compareMember(
    _ key: String, _ from: Value?, _ to: Value?, _ field: Field, _ fields: [String: FieldType]
  ) {
    switch (from, to) {
    // By far the most: nothing to do, and no path to keep.
    case (.string(let old)?, .string(let new)?) where old == new && old.utf8.elementsEqual(new.utf8): return
    case (.bool(let old)?, .bool(let new)?) where old == new: return
    default: break
    }
    let member = field.member(key, knowing: fields)
    descend(.key(key), .key(key), .key(key)) { comparison in
      if let from, let to {
        comparison.compare(from, to, as: member)
      } else {
        comparison.notePresence(from, to, as: member)
      }
    }
  }

  /// Notes a member that only one of the two objects has.
  private mutating func notePresence(_ from: Value?, _ to: Value?, as field: Field) {
    let from = from.flatMap(field.withoutNoise), to = to.flatMap(field.withoutNoise)
    guard let value = from ?? to else { return }
    // The API server drops a null: it means the same as no member.
    if value.isNull { return append(.cosmetic, from: from, to: to) }
    append(from == nil ? .added : .removed, from: from, to: to)
  }

  /// Compares two label selectors; where they select the same by other words, that is all there is to say.
  mutating func compareSelectors(_ from: Object, _ to: Object, _ field: Field) {
    let start = changes.count
    compareMembers(from, to, Field(type: .structure(.labelSelector), schema: field.schema))
    guard changes.count > start, let old = LabelSelector(.object(from)), old == LabelSelector(.object(to)) else {
      return
    }
    collapse(from: start, .object(from), .object(to))
  }
}
