import Kubernetes
import ValueTree

extension Comparison {
  /// Compares two lists by what the table, the schema or the items themselves say about their identity.
  mutating func compareItems(_ from: [Value], _ to: [Value], _ field: Field) {
    let ends = ListMatch.commonEnds(from, to)
    guard ends.start < max(from.count, to.count) else { return }
    switch Self.identity(from, to, field.type) {
    case .items(let identity): compareItems(from, to, ends, by: identity, field.item)
    case .sequence: compareItems(from, to, ends, by: .sequence, field.item)
    case .set: compareSets(from, to, ends)
    case .arguments: compareArguments(from, to, ends)
    case .permissions: comparePermissions(from, to, ends, field.item)
    }
  }

  mutating func compareItems(
    _ from: [Value], _ to: [Value], _ ends: (start: Int, end: Int), by identity: ItemIdentity, _ item: Field
  ) {
    var matcher = ListMatcher(from, to, ends: ends, identity: identity)
    let match = matcher.match()
    var oldLabels = ItemLabels(from, by: identity), newLabels = ItemLabels(to, by: identity)
    for place in match.removed {
      descend(oldLabels.step(to: place), .index(place), .index(place)) {
        $0.append(.removed, from: from[place], to: nil)
      }
    }
    // Pairs and additions stand in the order of the new list.
    var added = match.added[...]
    for pair in match.pairs {
      while let place = added.first, place < pair.to {
        noteAddition(to[place], at: place, newLabels.step(to: place))
        added.removeFirst()
      }
      descend(newLabels.step(to: pair.to), .index(pair.from), .index(pair.to)) { comparison in
        if pair.isMoved {
          comparison.append(.moved, from: .number(Number(pair.from)), to: .number(Number(pair.to)))
        }
        comparison.compare(from[pair.from], to[pair.to], as: item)
      }
    }
    for place in added { noteAddition(to[place], at: place, newLabels.step(to: place)) }
  }

  mutating func noteAddition(_ value: Value, at place: Int, _ step: ChangePath.Step) {
    descend(step, .index(place), .index(place)) { $0.append(.added, from: nil, to: value) }
  }

  /// Compares two lists of which only counts what is in them, and how often.
  private mutating func compareSets(_ from: [Value], _ to: [Value], _ ends: (start: Int, end: Int)) {
    var surplus: [Value: Int] = [:]
    for value in from { surplus[value, default: 0] += 1 }
    for value in to { surplus[value, default: 0] -= 1 }
    for (place, value) in from.enumerated().reversed() where surplus[value, default: 0] > 0 {
      surplus[value, default: 0] -= 1
      descend(.member(ItemLabels.text(of: value, limit: Self.memberLimit)), .index(place), .index(place)) {
        $0.append(.removed, from: value, to: nil)
      }
    }
    for (place, value) in to.enumerated().reversed() where surplus[value, default: 0] < 0 {
      surplus[value, default: 0] += 1
      noteAddition(value, at: place, .member(ItemLabels.text(of: value, limit: Self.memberLimit)))
    }
  }

  /// By the table or the schema, else by what the items show of themselves.
  private static func identity(_ from: [Value], _ to: [Value], _ type: FieldType) -> ListIdentity {
    if case .list(let known, _) = type { return known }
    return haveNames(from, to) ? .ordered("name") : .sequence
  }

  /// How much of a member of a set, or of an argument, stands in a path.
  static let memberLimit = 120

  /// Whether all items of both lists have a `name` of their own: then that is what a person calls them, though it may
  /// be that their order counts.
  private static func haveNames(_ from: [Value], _ to: [Value]) -> Bool {
    for list in [from, to] {
      var names = Set<String>()
      for item in list {
        guard let name = item["name"]?.string, names.insert(name).inserted else { return false }
      }
    }
    return true
  }
}

extension ItemIdentity {
  /// Items in an order that counts, which are what they hold.
  static let sequence = ItemIdentity(tiers: [], isOrdered: true, isStrict: false)
  /// Items without an order, which are what they hold.
  static let bag = ItemIdentity(tiers: [], isOrdered: false, isStrict: false)
}
