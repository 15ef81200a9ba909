extension Lexer {
  /// A number or a duration; the first byte is a digit, or a dot before a digit.
  mutating func number() throws(Problem) -> Token.Kind {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      position += 2
      while let byte = peek(), byte.hexadecimalValue != nil || byte == UInt8(ascii: "_") { position += 1 }
    } else {
      decimal()
    }
    if peek()?.isLetterOrDigit != true, peek() != UInt8(ascii: ".") {
      guard NumberText.value(bytes[start..<position]) != nil else { throw badNumber(start) }
      return .number
    }
    while let byte = peek(), byte.isLetterOrDigit || byte == UInt8(ascii: ".") { position += 1 }
    guard DurationText.milliseconds(bytes[start..<position]) != nil else { throw badNumber(start) }
    return .duration
  }

  /// Digits, a fraction and an exponent, as far as they go.
  private mutating func decimal() {
    let isDigit = { (byte: UInt8) in byte.isDigit || byte == UInt8(ascii: "_") }
    while let byte = peek(), isDigit(byte) { position += 1 }
    if peek() == UInt8(ascii: ".") { position += 1 }
    while let byte = peek(), isDigit(byte) { position += 1 }
    guard peek().map({ $0 | 0x20 }) == UInt8(ascii: "e") else { return }
    position += 1
    if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
    while let byte = peek(), isDigit(byte) { position += 1 }
  }

  private func badNumber(_ start: Int) -> Problem {
    Problem(.badNumber(text(from: start)), at: TextRange(start, position))
  }
}
