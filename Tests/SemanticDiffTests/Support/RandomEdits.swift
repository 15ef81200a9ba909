import TestSupport
import ValueTree

/// A few edits of any kind, also ones that leave an object broken: duplicates, other types, lists turned round.
struct RandomEdits {
  private var random: SeededGenerator

  init(using random: inout SeededGenerator) { self.random = SeededGenerator(seed: random.next()) }

  mutating func apply(to object: Value) -> Value {
    var result = object
    for _ in 0...random.below(5) { result = edit(result) }
    return result
  }

  private mutating func edit(_ object: Value) -> Value {
    let path = place(in: object)
    // An object that became another kind is another object.
    guard path != .root, path != ValuePath("kind"), path != ValuePath("apiVersion"), let value = object[path] else {
      return object
    }
    if random.below(3) > 0 {
      let kind = Mutation.Kind.allCases[random.below(Mutation.Kind.allCases.count)]
      return Mutation(kind: kind, path: path).apply(to: object) ?? object
    }
    return object.replacing(path.steps[...], with: reshaped(value)) ?? object
  }

  private mutating func reshaped(_ value: Value) -> Value {
    switch value {
    case .array(let items) where !items.isEmpty:
      switch random.below(4) {
      case 0: return .array(items + [items[random.below(items.count)]])
      case 1: return .array(items.reversed())
      case 2: return .array(items.shuffled(using: &random))
      default: return .array(Array(items.prefix(random.below(items.count))))
      }
    case .object(let members): return .object(Object(members.map { ($0.key, $0.value) }.shuffled(using: &random)))
    default: return random.below(2) == 0 ? .null : [value, value]
    }
  }

  /// A place on the way down to some leaf.
  private mutating func place(in object: Value) -> ValuePath {
    var path = ValuePath.root
    var value = object
    while random.below(7) > 0 {
      switch value {
      case .object(let members) where !members.isEmpty:
        let key = members.keys[random.below(members.count)]
        path = path + key
        value = members[key] ?? .null
      case .array(let items) where !items.isEmpty:
        let index = random.below(items.count)
        path = path + index
        value = items[index]
      default: return path
      }
    }
    return path
  }
}

/// Small values over a small alphabet, so that two of them have something in common.
enum RandomTree {
  static func value(using random: inout SeededGenerator, depth: Int = 0) -> Value {
    switch depth == 0 ? random.below(4) : depth < 4 ? random.below(10) : 4 + random.below(4) {
    case 0, 1:
      var members = Object()
      for _ in 0..<random.below(5) {
        members[["a", "b", "c", "name", "spec"][random.below(5)]] = value(using: &random, depth: depth + 1)
      }
      return .object(members)
    case 2, 3:
      let items = (0..<random.below(7)).map { _ in value(using: &random, depth: depth + 1) }
      return .array(items)
    case 4: return .null
    case 5: return .bool(random.below(2) == 0)
    case 6: return .number(Number(random.below(3)))
    default: return .string(["x", "y", "z"][random.below(3)])
    }
  }
}
