import TestSupport

@testable import PromQL

/// Makes expressions out of others that are nearly right.
struct Mutation {
  var generator: SeededGenerator
  let corpus: [String]

  /// An expression of the corpus with up to three changes: pieces left out, doubled, exchanged, put in or taken from
  /// another expression.
  mutating func next() -> String {
    var parts = Self.parts(generator.pick(corpus))
    for _ in 0..<(1 + generator.below(2)) where !parts.isEmpty {
      let place = generator.below(parts.count)
      switch generator.below(7) {
      case 0: parts.remove(at: place)
      case 1: parts.insert(parts[place], at: place)
      case 2: parts.swapAt(place, generator.below(parts.count))
      case 3: parts.insert(generator.pick(Samples.pieces), at: place)
      case 4: parts[place] = generator.pick(Samples.pieces)
      case 5: parts[place] = generator.pick(Self.parts(generator.pick(corpus)))
      default: parts.insert(generator.pick(["(", ")", "-", " ", ",", "sum("]), at: place)
      }
    }
    return parts.joined()
  }

  /// An expression cut into words, strings, space and single characters.
  static func parts(_ text: String) -> [String] {
    let (tokens, _) = Lexer.lex(Array(text.utf8))
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var end = 0
    for token in tokens {
      if token.range.start > end { parts.append(String(decoding: bytes[end..<token.range.start], as: UTF8.self)) }
      if token.range.end > token.range.start {
        parts.append(String(decoding: bytes[token.range.start..<token.range.end], as: UTF8.self))
      }
      end = max(end, token.range.end)
    }
    if end < bytes.count { parts.append(String(decoding: bytes[end...], as: UTF8.self)) }
    return parts
  }
}
