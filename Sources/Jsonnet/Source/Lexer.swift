/// Splits Jsonnet code into tokens, just far enough to find names and imports.
///
/// It follows libjsonnet's lexer on valid code. On anything that is wrong it stops: what libjsonnet says counts.
struct Lexer {
  struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      /// A keyword too.
      case identifier
      case number
      /// Between single or double quotes, with escapes, or verbatim.
      case string
      case textBlock
      case symbol
    }

    var kind: Kind
    var range: Range<Int>
    /// Where the characters of a string start: after its quote.
    var content: Int

    func text(in source: [UInt8]) -> String { String(decoding: source[range], as: UTF8.self) }

    /// What a quoted string without any escape says.
    func plainString(in source: [UInt8]) -> String? {
      guard kind == .string, range.upperBound > content else { return nil }
      let bytes = source[content..<range.upperBound - 1]
      return bytes.contains(UInt8(ascii: "\\")) ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

  private let source: [UInt8]
  private var offset = 0
  /// Whether the last token was taken and nothing was wrong.
  private var isAtEnd = false

  private init(_ source: [UInt8]) { self.source = source }

  /// All tokens, without white space and comments.
  static func tokens(of source: [UInt8]) -> [Token] { scan(source).tokens }

  /// All tokens, and whether they are the whole text: false where the lexer stopped at something that is wrong.
  static func scan(_ source: [UInt8]) -> (tokens: [Token], isComplete: Bool) {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while let token = lexer.next() { tokens.append(token) }
    return (tokens, lexer.isAtEnd)
  }

  static func firstToken(of source: [UInt8]) -> Token? {
    var lexer = Lexer(source)
    return lexer.next()
  }

  private mutating func next() -> Token? {
    guard skipBlank() else { return nil }
    guard let byte = peek() else {
      isAtEnd = true
      return nil
    }
    let start = offset
    var content = start
    let kind: Token.Kind
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      content = start + 1
      guard quoted(byte) else { return nil }
      kind = .string
    case UInt8(ascii: "@"):
      guard let quote = peek(1), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      content = start + 2
      guard verbatim(quote) else { return nil }
      kind = .string
    case _ where isWord(byte):
      kind = isDigit(byte) ? .number : .identifier
      isDigit(byte) ? number() : skip(while: isWord)
    case UInt8(ascii: "|") where starts(with: "|||"):
      guard textBlock() else { return nil }
      kind = .textBlock
    default:
      kind = .symbol
      symbol(byte)
    }
    return Token(kind: kind, range: start..<offset, content: content)
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < source.count ? source[offset + ahead] : nil
  }

  private func starts(with text: StaticString) -> Bool {
    source.count - offset >= text.utf8CodeUnitCount
      && (0..<text.utf8CodeUnitCount).allSatisfy { source[offset + $0] == text.utf8Start[$0] }
  }

  private mutating func skip(while holds: (UInt8) -> Bool) {
    while let byte = peek(), holds(byte) { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: isDigit(byte)
    }
  }

  /// Passes white space and comments; false where a comment has no end.
  private mutating func skipBlank() -> Bool {
    while let byte = peek() {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\t")
        || byte == UInt8(ascii: "\r")
      {
        offset += 1
      } else if byte == UInt8(ascii: "#") || starts(with: "//") {
        skip { $0 != UInt8(ascii: "\n") }
      } else if starts(with: "/*") {
        offset += 2
        while !starts(with: "*/") {
          guard peek() != nil else { return false }
          offset += 1
        }
        offset += 2
      } else {
        return true
      }
    }
    return true
  }

  private mutating func quoted(_ quote: UInt8) -> Bool {
    offset += 1
    while let byte = peek() {
      offset += byte == UInt8(ascii: "\\") && peek(1) != nil ? 2 : 1
      if byte == quote { return true }
    }
    return false
  }

  private mutating func verbatim(_ quote: UInt8) -> Bool {
    offset += 2
    while let byte = peek() {
      offset += 1
      guard byte == quote else { continue }
      guard peek() == quote else { return true }
      offset += 1
    }
    return false
  }

  /// JSON's grammar without the sign; `1.e` and the like are errors, where it does not matter what is taken.
  private mutating func number() {
    skip(while: isDigit)
    if peek() == UInt8(ascii: "."), let next = peek(1), isDigit(next) {
      offset += 1
      skip(while: isDigit)
    }
    guard let mark = peek(), mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return }
    let sign = peek(1).map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? false
    guard let next = peek(sign ? 2 : 1), isDigit(next) else { return }
    offset += sign ? 2 : 1
    skip(while: isDigit)
  }

  /// `|||`, then lines that start with the white space of the first one, then a line that starts with less and `|||`.
  private mutating func textBlock() -> Bool {
    offset += 3
    skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
    guard peek() == UInt8(ascii: "\n") else { return false }
    skip { $0 == UInt8(ascii: "\n") }
    let start = offset
    var margin = start
    while margin < source.count, isMargin(source[margin]) { margin += 1 }
    let indent = source[start..<margin]
    guard !indent.isEmpty else { return false }
    while source[offset...].starts(with: indent) {
      skip { $0 != UInt8(ascii: "\n") }
      guard peek() != nil else { return false }
      skip { $0 == UInt8(ascii: "\n") }
    }
    skip(while: isMargin)
    guard starts(with: "|||") else { return false }
    offset += 3
    return true
  }

  private func isMargin(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private mutating func symbol(_ first: UInt8) {
    guard isOperator(first) else {
      offset += 1
      return
    }
    let start = offset
    while let byte = peek(), isOperator(byte), !starts(with: "//"), !starts(with: "/*"), !starts(with: "|||") {
      offset += 1
    }
    // An operator of several characters does not end in one of these.
    while offset > start + 1, "+-~!$".utf8.contains(source[offset - 1]) { offset -= 1 }
    offset = max(offset, start + 1)
  }

  private func isOperator(_ byte: UInt8) -> Bool { "!$:~+-&|^=<>*/%".utf8.contains(byte) }
}
