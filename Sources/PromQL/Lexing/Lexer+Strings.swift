/// What a string begins and ends with.
enum Quote: UInt8 {
  case double = 0x22
  case single = 0x27
  /// Without escapes, over several lines.
  case raw = 0x60

  init?(_ byte: UInt8) { self.init(rawValue: byte) }
}

extension Lexer {
  /// A string with its quotes. Escapes are checked here and resolved by `StringText`.
  mutating func string(_ quote: Quote) throws(Problem) -> Token.Kind {
    let start = position
    position += 1
    while let byte = peek() {
      if byte == quote.rawValue {
        position += 1
        return .string
      }
      if byte == 0x0A, quote != .raw { break }
      if byte == UInt8(ascii: "\\"), quote != .raw {
        let escape = position
        position += 1
        guard StringText.escape(bytes, &position, quote: quote.rawValue) != nil else {
          throw Problem(.badEscape, at: TextRange(escape, min(bytes.count, position + 1)))
        }
      } else if byte == 0xEF, peek(1) == 0xBF, peek(2) == 0xBD {
        throw Problem(.replacementCharacter, at: TextRange(position, position + 3))
      } else {
        position += 1
      }
    }
    throw Problem(.unterminatedString, at: TextRange(start, position))
  }
}
