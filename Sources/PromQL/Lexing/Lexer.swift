/// Cuts an expression's text into tokens, in one pass.
///
/// What a character means depends on the brackets around it: in braces there are no keywords, in the brackets of a
/// window only durations.
struct Lexer {
  let bytes: [UInt8]
  /// The next byte to read.
  var position = 0
  private(set) var tokens: [Token] = []
  /// Why the lexer stopped before the end.
  private(set) var problem: Problem?
  private var inBraces = false
  private var inBrackets = false
  /// Comments may not stand between `[` and the first number.
  private var allowsComment = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 4 + 2)
  }

  /// The tokens of a text. The last one is `end` or, with a problem, `invalid`.
  static func lex(_ bytes: [UInt8]) -> (tokens: [Token], problem: Problem?) {
    var lexer = Lexer(bytes)
    do throws(Problem) {
      while try lexer.next() {}
    } catch {
      lexer.problem = error
      lexer.tokens.append(Token(kind: .invalid, range: error.range))
    }
    return (lexer.tokens, lexer.problem)
  }

  /// The byte at a distance from the next one; nil behind the end.
  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  /// Reads one token; false at the end.
  private mutating func next() throws(Problem) -> Bool {
    skipSpace()
    let start = position
    guard let byte = peek() else {
      tokens.append(Token(kind: .end, range: TextRange(start, start)))
      return false
    }
    let kind = inBraces ? try tokenInBraces(byte) : try token(byte)
    tokens.append(Token(kind: kind, range: TextRange(start, position)))
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek() {
      if byte == UInt8(ascii: "#"), allowsComment {
        while let other = peek(), !other.isLineEnd { position += 1 }
      } else if byte.isSpace {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func token(_ byte: UInt8) throws(Problem) -> Token.Kind {
    if byte.isDigit || byte == UInt8(ascii: "."), peek(byte.isDigit ? 0 : 1)?.isDigit == true {
      allowsComment = true
      return try number()
    }
    if byte.isLetter || byte == UInt8(ascii: ":") && !inBrackets { return try word() }
    if let quote = Quote(byte) { return try string(quote) }
    let kind = try symbol(byte)
    switch kind {
    case .leftBrace: inBraces = true
    case .leftBracket:
      inBrackets = true
      allowsComment = false
    case .rightBracket:
      inBrackets = false
      allowsComment = true
    default: break
    }
    return kind
  }

  private mutating func tokenInBraces(_ byte: UInt8) throws(Problem) -> Token.Kind {
    if byte.isLetter {
      while peek()?.isLetterOrDigit == true { position += 1 }
      return .identifier
    }
    if let quote = Quote(byte) { return try string(quote) }
    switch (byte, peek(1)) {
    case (UInt8(ascii: ","), _): return take(1, .comma)
    case (UInt8(ascii: "="), UInt8(ascii: "~")): return take(2, .regexMatch)
    case (UInt8(ascii: "="), _): return take(1, .assign)
    case (UInt8(ascii: "!"), UInt8(ascii: "~")): return take(2, .regexNoMatch)
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): return take(2, .symbol(.notEqual))
    case (UInt8(ascii: "}"), _):
      inBraces = false
      return take(1, .rightBrace)
    default: throw unexpectedCharacter()
    }
  }

  private mutating func symbol(_ byte: UInt8) throws(Problem) -> Token.Kind {
    switch (byte, peek(1)) {
    case (UInt8(ascii: "("), _): return take(1, .leftParenthesis)
    case (UInt8(ascii: ")"), _): return take(1, .rightParenthesis)
    case (UInt8(ascii: "{"), _): return take(1, .leftBrace)
    case (UInt8(ascii: "["), _): return take(1, .leftBracket)
    case (UInt8(ascii: "]"), _): return take(1, .rightBracket)
    case (UInt8(ascii: ","), _): return take(1, .comma)
    case (UInt8(ascii: ":"), _): return take(1, .colon)
    case (UInt8(ascii: "@"), _): return take(1, .at)
    case (UInt8(ascii: "+"), _): return take(1, .symbol(.add))
    case (UInt8(ascii: "-"), _): return take(1, .symbol(.subtract))
    case (UInt8(ascii: "*"), _): return take(1, .symbol(.multiply))
    case (UInt8(ascii: "/"), _): return take(1, .symbol(.divide))
    case (UInt8(ascii: "%"), _): return take(1, .symbol(.modulo))
    case (UInt8(ascii: "^"), _): return take(1, .symbol(.power))
    case (UInt8(ascii: "="), UInt8(ascii: "=")): return take(2, .symbol(.equal))
    case (UInt8(ascii: "="), _): return take(1, .assign)
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): return take(2, .symbol(.notEqual))
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): return take(2, .symbol(.lessOrEqual))
    case (UInt8(ascii: "<"), UInt8(ascii: "/")): return take(2, .symbol(.trimUpper))
    case (UInt8(ascii: "<"), _): return take(1, .symbol(.less))
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): return take(2, .symbol(.greaterOrEqual))
    case (UInt8(ascii: ">"), UInt8(ascii: "/")): return take(2, .symbol(.trimLower))
    case (UInt8(ascii: ">"), _): return take(1, .symbol(.greater))
    default: throw unexpectedCharacter()
    }
  }

  private mutating func take(_ count: Int, _ kind: Token.Kind) -> Token.Kind {
    position += count
    return kind
  }

  /// A name or a keyword. In brackets a colon ends it, since it separates a window from its step there.
  private mutating func word() throws(Problem) -> Token.Kind {
    let start = position
    var hasColon = false
    while let byte = peek(), byte.isLetterOrDigit || byte == UInt8(ascii: ":") && !inBrackets {
      hasColon = hasColon || byte == UInt8(ascii: ":")
      position += 1
    }
    if hasColon { return .metricIdentifier }
    if isNumberWord(start) { return .number }
    guard let keyword = Keyword.of(bytes[start..<position]) else { return .identifier }
    switch keyword {
    case .fill, .fillLeft, .fillRight: return isFollowedByParenthesis ? .keyword(keyword) : .identifier
    default: return .keyword(keyword)
    }
  }

  private func isNumberWord(_ start: Int) -> Bool {
    guard position - start == 3, !inBrackets else { return false }
    let word = text(from: start).lowercased()
    return word == "inf" || word == "nan"
  }

  /// `fill` names a metric unless a parenthesis follows it, with nothing but space between.
  private var isFollowedByParenthesis: Bool {
    var next = position
    while next < bytes.count, bytes[next].isSpace { next += 1 }
    return next < bytes.count && bytes[next] == UInt8(ascii: "(")
  }

  private func unexpectedCharacter() -> Problem {
    let rest = bytes[position..<min(bytes.count, position + 4)]
    let character = String(decoding: rest, as: UTF8.self).unicodeScalars.first.map(String.init) ?? ""
    return Problem(
      .unexpectedCharacter(character), at: TextRange(position, min(bytes.count, position + character.utf8.count)))
  }
}
