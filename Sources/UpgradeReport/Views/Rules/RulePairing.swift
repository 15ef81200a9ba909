/// Pairs rules that share a key, by what tells them apart.
enum RulePairing {
  /// How many pairs of rules are compared by similarity before pairing goes by order alone: a file with thousands of
  /// rules of one name must not take quadratic time.
  static let greatestProduct = 2_500

  /// The pairs of rules: those of the same expression first, then the most similar ones that are at least `least`
  /// alike (0 to 1), in the order of the lists where they are alike. Each rule stands in at most one pair.
  static func pairs(
    from: [PlacedRule], _ olds: [Int], to: [PlacedRule], _ news: [Int], atLeast least: Double
  ) -> [RuleMatch.Pair] {
    if olds.count == 1, news.count == 1, least == 0 { return [RuleMatch.Pair(from: olds[0], to: news[0])] }
    var pairs: [RuleMatch.Pair] = []
    // Labels count only where the key does not hold them already; there they are all alike.
    for key in [{ [$0.expression] + $0.labelKey }, { [$0.expression] }] as [(PlacedRule) -> [String]] {
      pairs += sameKey(from: from, olds, to: to, news, taken: pairs, key: key)
    }
    let oldRest = rest(olds, pairs.map(\.from)), newRest = rest(news, pairs.map(\.to))
    guard oldRest.count * newRest.count <= greatestProduct else {
      return least > 0 ? pairs : pairs + zip(oldRest, newRest).map(RuleMatch.Pair.init)
    }
    return pairs + mostSimilar(from: from, oldRest, to: to, newRest, atLeast: least)
  }

  private static func rest(_ indices: [Int], _ taken: [Int]) -> [Int] {
    let taken = Set(taken)
    return indices.filter { !taken.contains($0) }
  }

  private static func sameKey(
    from: [PlacedRule], _ olds: [Int], to: [PlacedRule], _ news: [Int], taken: [RuleMatch.Pair],
    key: (PlacedRule) -> [String]
  ) -> [RuleMatch.Pair] {
    // Reversed, so that the first of a key is the last, which is cheap to take off.
    var waiting = Dictionary(grouping: rest(olds, taken.map(\.from)).reversed()) { key(from[$0]) }
    return rest(news, taken.map(\.to)).compactMap { new in
      waiting[key(to[new])]?.popLast().map { RuleMatch.Pair(from: $0, to: new) }
    }
  }

  private static func mostSimilar(
    from: [PlacedRule], _ olds: [Int], to: [PlacedRule], _ news: [Int], atLeast least: Double
  ) -> [RuleMatch.Pair] {
    let oldBags = olds.map { RuleWords(from[$0]) }, newBags = news.map { RuleWords(to[$0]) }
    var scored: [ScoredPair] = []
    for (old, oldWords) in zip(olds, oldBags) {
      for (new, newWords) in zip(news, newBags) {
        let expression = oldWords.expression.similarity(to: newWords.expression)
        guard expression >= least else { continue }
        let score = expression + oldWords.labels.similarity(to: newWords.labels)
        scored.append(ScoredPair(pair: RuleMatch.Pair(from: old, to: new), score: score))
      }
    }
    return ScoredPair.best(of: scored)
  }
}

/// The words of a rule, for similarity.
struct RuleWords {
  let name: WordBag
  let expression: WordBag
  let labels: WordBag

  init(_ rule: PlacedRule) {
    name = WordBag(rule.reference.name)
    expression = WordBag(rule.expression)
    labels = WordBag(rule.reference.labels)
  }
}

/// A possible pair and how much speaks for it.
struct ScoredPair {
  var pair: RuleMatch.Pair
  var score: Double

  /// The pairs with the highest scores, each rule at most once; the order of the lists decides where scores are equal.
  static func best(of candidates: [ScoredPair]) -> [RuleMatch.Pair] {
    var olds: Set<Int> = [], news: Set<Int> = []
    return candidates.sorted { ($1.score, $0.pair.from, $0.pair.to) < ($0.score, $1.pair.from, $1.pair.to) }
      .map(\.pair).filter { pair in
        guard !olds.contains(pair.from), !news.contains(pair.to) else { return false }
        olds.insert(pair.from)
        news.insert(pair.to)
        return true
      }
  }
}
