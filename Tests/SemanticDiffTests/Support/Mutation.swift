import TestSupport
import ValueTree

/// One small edit of an object, of which is known where it must be found.
struct Mutation: CustomStringConvertible {
  enum Kind: String, CaseIterable {
    /// Another text, number or boolean.
    case scalar
    /// An object or list becomes a text, a scalar becomes an object.
    case type
    /// A member or item goes.
    case removal
    /// An object gets a new member.
    case member
    /// A list gets a new item, in its middle.
    case insertion
    /// The first item of a list goes to its end.
    case move
  }

  var kind: Kind
  var path: ValuePath

  var description: String { "\(kind.rawValue) at \(path)" }

  /// Where the change must be found.
  var place: ValuePath {
    switch kind {
    case .scalar, .type, .removal: path
    case .member: path + "zzNew"
    case .insertion, .move: path
    }
  }

  /// The edited object; nil where the edit makes no sense at the place.
  func apply(to object: Value) -> Value? {
    guard let value = object[path], let edited = edit(value) else { return nil }
    return object.replacing(path.steps[...], with: edited)
  }

  /// The new value of the place; nil in it where there is none any more.
  private func edit(_ value: Value) -> Value?? {
    switch (kind, value) {
    case (.scalar, .string(let text)): return .some(.string(text + "9"))
    case (.scalar, .number(let number)): return .some(.number(Number((number.integer ?? 0) + 1)))
    case (.scalar, .bool(let bool)): return .some(.bool(!bool))
    case (.type, .object), (.type, .array): return .some("zzType")
    case (.type, .string), (.type, .number), (.type, .bool): return .some(["zzType": 1])
    case (.removal, _) where path != .root: return .some(nil)
    case (.member, .object(var members)):
      members["zzNew"] = "new"
      return .some(.object(members))
    case (.insertion, .array(var items)):
      let isFlat = items.allSatisfy { $0.string != nil }
      items.insert(isFlat ? "zz-new" : ["name": "zz-new", "zzNew": true], at: items.count / 2)
      return .some(.array(items))
    case (.move, .array(var items)) where items.count > 1 && Set(items).count == items.count:
      items.append(items.removeFirst())
      return .some(.array(items))
    default: return nil
    }
  }
}

extension Value {
  /// This value with another one at a place; without the member or item where that is nil.
  func replacing(_ steps: ArraySlice<ValuePath.Step>, with new: Value?) -> Value? {
    guard let step = steps.first else { return new }
    switch (step, self) {
    case (.key(let key), .object(var members)):
      members[key] = members[key]?.replacing(steps.dropFirst(), with: new)
      return .object(members)
    case (.index(let index), .array(var items)) where items.indices.contains(index):
      if let item = items[index].replacing(steps.dropFirst(), with: new) {
        items[index] = item
      } else {
        items.remove(at: index)
      }
      return .array(items)
    default: return self
    }
  }

  /// Every place of the value, itself first, with the value there.
  var places: [(path: ValuePath, value: Value)] {
    var places: [(path: ValuePath, value: Value)] = []
    var waiting: [(path: ValuePath, value: Value)] = [(.root, self)]
    while let place = waiting.popLast() {
      places.append(place)
      switch place.value {
      case .object(let members): waiting += members.map { (place.path + $0.key, $0.value) }
      case .array(let items): waiting += items.enumerated().map { (place.path + $0.offset, $0.element) }
      default: continue
      }
    }
    return places
  }

  /// The same value with the members of every object, and the items of every list without an order, in another order.
  func shuffled(
    _ kind: String, at path: ValuePath = .root, using random: inout SeededGenerator
  ) -> Value {
    switch self {
    case .object(let members):
      var pairs: [(String, Value)] = []
      for (key, value) in members { pairs.append((key, value.shuffled(kind, at: path + key, using: &random))) }
      return .object(Object(pairs.shuffled(using: &random)))
    case .array(let items):
      var result: [Value] = []
      for (index, item) in items.enumerated() {
        result.append(item.shuffled(kind, at: path + index, using: &random))
      }
      let isUnordered = UnorderedLists.contains(path, of: kind) || NormalForm(kind: kind).isRoleRules(path)
      return .array(isUnordered ? result.shuffled(using: &random) : result)
    default: return self
    }
  }
}
