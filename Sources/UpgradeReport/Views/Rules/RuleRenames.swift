import Diagnostics

/// Finds the rules that only got another name.
///
/// Three kinds of evidence, the surest first:
/// 1. the expression is the same;
/// 2. one word of the name is spelled a little differently (`slo` and `sli`), and half of the expression is the same;
/// 3. it reads the same metrics, the expression is nearly the same, and so is most of the name.
///
/// A rule that reads other metrics under another name is another rule, however alike the texts are: a mixin's rules
/// all look alike.
enum RuleRenames {
  /// The renamed rules among those that one side only has.
  static func pairs(from: [PlacedRule], removed: [Int], to: [PlacedRule], added: [Int]) -> [RuleMatch.Pair] {
    let olds = removed.map { Candidate(place: $0, rule: from[$0]) }
    let news = added.map { Candidate(place: $0, rule: to[$0]) }
    var scored: [ScoredPair] = []
    var found: Set<RuleMatch.Pair> = []
    for evidence in Evidence.allCases {
      for (olds, news) in buckets(olds, news, keys: evidence.keys) {
        guard olds.count * news.count <= RulePairing.greatestProduct else {
          scored += crowded(olds, news, evidence)
          continue
        }
        for old in olds {
          for new in news {
            let pair = RuleMatch.Pair(from: old.place, to: new.place)
            guard !found.contains(pair), let score = evidence.score(old, new) else { continue }
            found.insert(pair)
            scored.append(ScoredPair(pair: pair, score: score))
          }
        }
      }
    }
    return ScoredPair.best(of: scored)
  }

  /// Too many rules of one key to compare each with each: those of one expression pair in order, others not at all.
  private static func crowded(_ olds: [Candidate], _ news: [Candidate], _ evidence: Evidence) -> [ScoredPair] {
    guard evidence == .sameExpression else { return [] }
    return zip(olds, news).map {
      ScoredPair(pair: RuleMatch.Pair(from: $0.place, to: $1.place), score: evidence.weight)
    }
  }

  /// The candidates of both sides that share a key, in the order in which the old side first has the key.
  private static func buckets(
    _ olds: [Candidate], _ news: [Candidate], keys: (Candidate) -> [[String]]
  ) -> [([Candidate], [Candidate])] {
    var newsByKey: [[String]: [Candidate]] = [:]
    for new in news { for key in keys(new) { newsByKey[key, default: []].append(new) } }
    var oldsByKey: [[String]: [Candidate]] = [:]
    var order: [[String]] = []
    for old in olds {
      for key in keys(old) where newsByKey[key] != nil {
        if oldsByKey[key] == nil { order.append(key) }
        oldsByKey[key, default: []].append(old)
      }
    }
    return order.map { (oldsByKey[$0, default: []], newsByKey[$0, default: []]) }
  }
}

/// A rule that may have been renamed.
private struct Candidate {
  var place: Int
  var expression: String
  var nameWords: [String]
  var metrics: [String]
  var words: RuleWords

  init(place: Int, rule: PlacedRule) {
    self.place = place
    expression = rule.expression
    nameWords = WordBag.words(of: rule.reference.name)
    metrics = ExpressionText.metrics(of: rule.expression)
    words = RuleWords(rule)
  }
}

/// Why two rules of different names may be one rule.
private enum Evidence: CaseIterable {
  case sameExpression, spelling, sameMetrics

  /// What puts the surer evidence first; similarities add at most 3.
  var weight: Double {
    switch self {
    case .sameExpression: 20
    case .spelling: 10
    case .sameMetrics: 0
    }
  }

  /// What two rules must share before they are compared at all.
  func keys(_ rule: Candidate) -> [[String]] {
    switch self {
    case .sameExpression: rule.expression.isEmpty ? [] : [[rule.expression]]
    case .spelling:
      // A name has a handful of words; one of thousands would take quadratic room.
      rule.nameWords.count > 64
        ? [] : Set(rule.nameWords).sorted().map { word in rule.nameWords.map { $0 == word ? "*" : $0 } }
    case .sameMetrics: rule.metrics.isEmpty ? [] : [rule.metrics]
    }
  }

  /// How much speaks for the pair; nil where too little does.
  func score(_ old: Candidate, _ new: Candidate) -> Double? {
    let name = old.words.name.similarity(to: new.words.name)
    let expression = old.words.expression.similarity(to: new.words.expression)
    switch self {
    case .sameExpression: break
    case .spelling:
      guard expression >= 0.5, zip(old.nameWords, new.nameWords).allSatisfy(Spelling.isNearlySame) else { return nil }
    case .sameMetrics:
      guard expression >= 0.8, name >= 0.6 else { return nil }
    }
    return weight + name + expression + old.words.labels.similarity(to: new.words.labels)
  }
}

/// Whether two words are one word spelled differently.
private enum Spelling {
  /// At most a third of the letters are others, and all digits are the same: `rate5m` is not `rate1m`. Of words of two
  /// letters each letter counts: `rx` is not `tx`.
  static func isNearlySame(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard min(a.utf8.count, b.utf8.count) >= 3, digits(a) == digits(b) else { return false }
    return Suggestion.nearest(to: a, in: [b]) != nil
  }

  private static func digits(_ word: String) -> [Unicode.Scalar] {
    word.unicodeScalars.filter { $0.properties.numericType != nil }
  }
}
