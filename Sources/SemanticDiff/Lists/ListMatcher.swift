import Kubernetes
import ValueTree

/// Finds out which items of two lists are the same item, in near-linear time whatever the lists hold.
///
/// First by the identity's tiers of key fields; then, for items that do not say who they are, by equal content (in
/// order: by the longest common subsequence), and at last by likeness. Items with the same identity are told apart by
/// content and likeness too, so nothing is lost.
struct ListMatcher {
  private let from: [Value]
  private let to: [Value]
  private let identity: ItemIdentity
  private let ends: (start: Int, end: Int)
  /// Places that have no partner yet, ascending.
  private var oldPlaces: [Int]
  private var newPlaces: [Int]
  /// For each place of the new list, its partner in the old one.
  private var partners: [Int?]
  private var isTaken: [Bool]

  /// A matcher for what lies between the equal ends of two lists.
  init(_ from: [Value], _ to: [Value], ends: (start: Int, end: Int), identity: ItemIdentity) {
    self.from = from
    self.to = to
    self.identity = identity
    self.ends = ends
    oldPlaces = Array(ends.start..<(from.count - ends.end))
    newPlaces = Array(ends.start..<(to.count - ends.end))
    partners = Array(repeating: nil, count: to.count)
    isTaken = Array(repeating: false, count: from.count)
  }

  /// The match; the matcher is done with then.
  mutating func match() -> ListMatch {
    for tier in identity.tiers { matchKeys(tier) }
    matchContents()
    return result()
  }

  private mutating func pair(_ old: Int, _ new: Int) {
    partners[new] = old
    isTaken[old] = true
  }

  private mutating func dropTaken() {
    oldPlaces.removeAll { isTaken[$0] }
    newPlaces.removeAll { partners[$0] != nil }
  }

  // MARK: By key

  private mutating func matchKeys(_ fields: [KeyField]) {
    var olds: [ItemKey: [Int]] = [:]
    for place in oldPlaces {
      if let key = ItemKey(from[place], by: fields) { olds[key, default: []].append(place) }
    }
    var news: [ItemKey: [Int]] = [:]
    var keys: [ItemKey] = []
    for place in newPlaces {
      guard let key = ItemKey(to[place], by: fields), olds[key] != nil else { continue }
      if news[key, default: []].isEmpty { keys.append(key) }
      news[key, default: []].append(place)
    }
    for key in keys { pairNamesakes(olds[key, default: []], news[key, default: []]) }
    dropTaken()
  }

  /// Items of one identity: equal ones first, then those that are most alike, down to no likeness at all.
  private mutating func pairNamesakes(_ olds: [Int], _ news: [Int]) {
    if olds.count == 1, news.count == 1 { return pair(olds[0], news[0]) }
    let (restOld, restNew) = pairEqual(olds, news)
    for (old, new) in Likeness.pairs(restOld, of: from, restNew, of: to, threshold: 0) { pair(old, new) }
  }

  // MARK: By content

  private mutating func matchContents() {
    // A strict identity is an identity: only items without one are looked at for what they hold.
    if identity.isStrict, let fields = identity.tiers.first {
      oldPlaces.removeAll { ItemKey(from[$0], by: fields) != nil }
      newPlaces.removeAll { ItemKey(to[$0], by: fields) != nil }
    }
    guard !oldPlaces.isEmpty, !newPlaces.isEmpty else { return }
    if oldPlaces.count > 1 || newPlaces.count > 1 {
      if identity.isOrdered, identity.tiers.isEmpty { pairInOrder() }
      _ = pairEqual(oldPlaces, newPlaces)
      dropTaken()
    }
    if identity.isOrdered {
      pairWithinGaps()
    } else if !pairLoners(oldPlaces, newPlaces) {
      let alike = Likeness.pairs(oldPlaces, of: from, newPlaces, of: to, threshold: Likeness.threshold)
      for (old, new) in alike { pair(old, new) }
    }
  }

  private mutating func pairInOrder() {
    var numbers: [Value: Int] = [:]
    func number(_ value: Value) -> Int {
      if let known = numbers[value] { return known }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
    let olds = oldPlaces.map { number(from[$0]) }, news = newPlaces.map { number(to[$0]) }
    for (old, new) in CommonSubsequence.pairs(olds, news) { pair(oldPlaces[old], newPlaces[new]) }
    dropTaken()
  }

  /// Pairs equal items in their order; gives the places that are left.
  private mutating func pairEqual(_ olds: [Int], _ news: [Int]) -> (olds: [Int], news: [Int]) {
    var places: [Value: [Int]] = [:]
    // From the back, so that the first one is the last of its list and cheap to take.
    for place in olds.reversed() { places[from[place], default: []].append(place) }
    for place in news {
      if let old = places[to[place]]?.popLast() { pair(old, place) }
    }
    return (olds.filter { !isTaken[$0] }, news.filter { partners[$0] == nil })
  }

  /// Where order counts, an item that changed stands between the same neighbours as before.
  private mutating func pairWithinGaps() {
    let settled = inOrder(newPlacesWithPartner())
    var old = oldPlaces[...], new = newPlaces[...]
    for anchor in settled + [(from: from.count, to: to.count)] {
      let olds = old.prefix { $0 < anchor.from }, news = new.prefix { $0 < anchor.to }
      old = old.dropFirst(olds.count)
      new = new.dropFirst(news.count)
      pairGap(Array(olds), Array(news))
    }
  }

  /// One item that is left on each side, of one kind, is one that changed, however little it has kept.
  private mutating func pairLoners(_ olds: [Int], _ news: [Int]) -> Bool {
    guard olds.count == 1, news.count == 1 else { return false }
    if from[olds[0]].isContainer == to[news[0]].isContainer { pair(olds[0], news[0]) }
    return true
  }

  private mutating func pairGap(_ olds: [Int], _ news: [Int]) {
    guard !olds.isEmpty, !news.isEmpty, !pairLoners(olds, news) else { return }
    if olds.count == news.count {
      for (old, new) in zip(olds, news) {
        let likeness = Likeness(of: from[old]).compared(to: Likeness(of: to[new]))
        if likeness >= Likeness.threshold { pair(old, new) }
      }
      return
    }
    // Scalars are all alike, so that position decides; likeness must not cross itself.
    let alike = Likeness.pairs(olds, of: from, news, of: to, threshold: Likeness.threshold)
      .sorted { $0.to < $1.to }
    for place in IncreasingSubsequence.places(in: alike.map(\.from)) { pair(alike[place].from, alike[place].to) }
  }

  // MARK: Order

  private func newPlacesWithPartner() -> [(from: Int, to: Int)] {
    partners.indices.compactMap { new in partners[new].map { (from: $0, to: new) } }
  }

  private func inOrder(_ pairs: [(from: Int, to: Int)]) -> [(from: Int, to: Int)] {
    IncreasingSubsequence.places(in: pairs.map(\.from)).map { pairs[$0] }
  }

  private func result() -> ListMatch {
    var match = ListMatch()
    let pairs = newPlacesWithPartner()
    match.pairs = pairs.map { ListMatch.Pair(from: $0.from, to: $0.to) }
    match.removed = (ends.start..<(from.count - ends.end)).filter { !isTaken[$0] }
    match.added = (ends.start..<(to.count - ends.end)).filter { partners[$0] == nil }
    if identity.isOrdered {
      let settled = Set(IncreasingSubsequence.places(in: pairs.map(\.from)))
      for place in match.pairs.indices where !settled.contains(place) { match.pairs[place].isMoved = true }
    }
    return match
  }
}

extension Value {
  /// What two items must have in common to be one that changed: both hold something, or neither does.
  fileprivate var isContainer: ValueKind? { kind == .object || kind == .array ? kind : nil }
}
