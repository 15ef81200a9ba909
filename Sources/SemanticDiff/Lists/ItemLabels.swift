import Kubernetes
import ValueTree

/// How the items of one list are called in paths: by the fewest key fields that tell them apart.
///
///     spec.groups[name=kubernetes-apps].rules[alert=KubePodCrashLooping]
///     spec.ports[name=web]
struct ItemLabels {
  private let items: [Value]
  private let identity: ItemIdentity
  /// For each place its step; filled when the first one is asked for.
  private var steps: [ChangePath.Step] = []

  init(_ items: [Value], by identity: ItemIdentity) {
    self.items = items
    self.identity = identity
  }

  /// The step to the item at a place.
  mutating func step(to place: Int) -> ChangePath.Step {
    guard !identity.tiers.isEmpty else { return .index(place) }
    if steps.isEmpty { name() }
    return steps[place]
  }

  private mutating func name() {
    steps = items.indices.map(ChangePath.Step.index)
    // A tier with fewer fields reads better, where it is enough.
    let tiers = identity.tiers.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
      .map(\.element)
    var waiting = Array(items.indices)
    for (number, tier) in tiers.enumerated() {
      var places: [ItemKey: [Int]] = [:]
      for place in waiting {
        if let key = ItemKey(items[place], by: tier) { places[key, default: []].append(place) }
      }
      let isLast = number == tiers.count - 1
      for place in waiting {
        guard let key = ItemKey(items[place], by: tier), let namesakes = places[key],
          namesakes.count == 1 || isLast
        else { continue }
        var fields = Self.fields(of: items[place], tier)
        guard !fields.isEmpty else { continue }
        if namesakes.count > 1 { fields.append(ChangePath.Field("#", String(Self.rank(of: place, in: namesakes)))) }
        steps[place] = .item(fields)
      }
      waiting.removeAll { if case .item = steps[$0] { true } else { false } }
    }
  }

  /// Which of the namesakes stands at a place, counted from 1.
  private static func rank(of place: Int, in namesakes: [Int]) -> Int {
    var low = 0, high = namesakes.count
    while low < high {
      let middle = (low + high) / 2
      if namesakes[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }

  /// The key fields that say something: defaults are left out, and an object stands for its members.
  private static func fields(of item: Value, _ tier: [KeyField]) -> [ChangePath.Field] {
    var fields: [ChangePath.Field] = []
    for field in tier {
      guard field.isPresent(in: item), let (name, value, _) = field.find(in: item), value != field.standard else {
        continue
      }
      if case .object(let members) = value {
        fields += members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
          .map { ChangePath.Field($0.key, text(of: $0.value)) }
      } else {
        fields.append(ChangePath.Field(name, text(of: value)))
      }
    }
    return fields
  }

  /// A value as a part of a path: a list of texts with semicolons, anything else as JSON, and never longer than `limit`
  /// scalars and a mark.
  static func text(of value: Value, limit: Int = 40) -> String {
    let text: String
    switch value {
    case .string(let string): text = string
    case .array(let items) where items.allSatisfy({ $0.string != nil }):
      text = items.compactMap(\.string).joined(separator: ";")
    default: text = JSONWriter.compact(value)
    }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }
}
