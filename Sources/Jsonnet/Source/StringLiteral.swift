/// A string as it stands in Jsonnet or JSON code, with its place: what leads from a name in the output back to the code
/// that says it.
///
///     StringLiteral.all(in: Array("{ alert: 'TargetDown' }".utf8))
///     // [StringLiteral(text: "TargetDown", field: "alert", line: 1)]
package struct StringLiteral: Sendable, Hashable {
  /// What the string says.
  package var text: String
  /// The name of the field whose value begins with the string; nil where it stands elsewhere.
  package var field: String?
  /// Counts from 1.
  package var line: Int

  /// A string by what it says and where.
  package init(text: String, field: String?, line: Int) {
    self.text = text
    self.field = field
    self.line = line
  }

  /// The quoted strings without escapes, field names among them, in the order of the code. Text blocks are not among
  /// them, and neither is what follows something that is no Jsonnet.
  package static func all(in bytes: [UInt8]) -> [StringLiteral] {
    let source = SourceText(bytes).original
    let tokens = Lexer.tokens(of: source)
    var line = 1
    var counted = 0
    return tokens.enumerated().compactMap { index, token in
      guard let text = token.plainString(in: source) else { return nil }
      line += source[counted..<token.range.lowerBound].count { $0 == UInt8(ascii: "\n") }
      counted = token.range.lowerBound
      return StringLiteral(text: text, field: field(before: index, of: tokens, in: source), line: line)
    }
  }

  /// The name in front of the colon that a token follows.
  private static func field(before index: Int, of tokens: [Lexer.Token], in source: [UInt8]) -> String? {
    guard index >= 2, tokens[index - 1].kind == .symbol, tokens[index - 1].text(in: source).first == ":" else {
      return nil
    }
    let name = tokens[index - 2]
    return name.kind == .identifier ? name.text(in: source) : name.plainString(in: source)
  }
}
