import Schema
import Synchronization

extension RegularExpression {
  /// Whether it matches a text of which some stretches are not known: true where it does whatever these are, false
  /// where it cannot, nil where that is not certain.
  ///
  ///     try RegularExpression("up;.*").matches(pieces: ["down;", nil])  // false
  ///
  /// - Parameter separator: a scalar that no stretch that is not known has in it.
  package func matches(pieces: [String?], separator: Unicode.Scalar? = nil) -> Bool? {
    if dialect == .three, text == "(.*)" || text == ".*" { return true }
    // `.` stands for a line's end in some dialects.
    let hasLines = pieces.contains { $0?.unicodeScalars.contains { $0 == "\n" || $0 == "\r" } == true }
    guard !hasLines, let pattern = approximation.value else { return nil }
    return pattern.mayMatch(pieces: pieces, separator: separator) ? nil : false
  }
}

/// A regular expression as an automaton of our own, which can be asked about a part of a text, as RE2 cannot.
///
/// It is only taken where both mean the same, or where it matches more.
final class PatternApproximation: Sendable {
  private let state: Mutex<State>

  private enum State {
    case text(String)
    case made(Pattern?)
  }

  init(of text: String) { state = Mutex(.text(text)) }

  /// The automaton, made when somebody asks first; nil where the expression has what it does not know.
  var value: Pattern? {
    state.withLock { state in
      if case .made(let pattern) = state { return pattern }
      guard case .text(let text) = state else { return nil }
      let isOther = ["[:", "[]", "[^]", "\\S", "\\Q"].contains { text.contains($0) }
      let pattern = isOther ? nil : try? Pattern(text)
      state = .made(pattern)
      return pattern
    }
  }
}
