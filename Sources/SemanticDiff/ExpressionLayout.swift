import PromQL

/// The layout of PromQL expressions, which means nothing.
package enum ExpressionLayout {
  /// Longer texts are no expressions that anybody wrote, and are compared as text.
  private static let greatestLength = 20_000

  /// The expression's normal form, with Grafana's variables in their places; what cannot be parsed without the white
  /// space and the comments that only lay it out. Equal texts are equal expressions.
  ///
  ///     ExpressionLayout.removed("sum ( rate(a[300s]) )\n  by (b)")  // "sum by (b) (rate(a[5m]))"
  ///     ExpressionLayout.removed("sum ( rate(a[300s]) \n  by (b)")   // "sum(rate(a[300s])by(b)"
  package static func removed(_ expression: String) -> String {
    guard expression.utf8.count <= greatestLength else { return textWithoutLayout(expression) }
    let query = GrafanaText(expression)
    guard let parsed = try? Expression(parsing: query.text) else { return textWithoutLayout(expression) }
    return query.restored(parsed.normalForm)
  }

  /// Strings keep every character.
  private static func textWithoutLayout(_ expression: String) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(expression.utf8.count)
    var quote: UInt8?
    var isEscaped = false, isComment = false, isApart = false
    for byte in expression.utf8 {
      if let open = quote {
        text.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") {
          isEscaped = true
        } else if byte == open {
          quote = nil
        }
        continue
      }
      if isComment {
        isComment = byte != UInt8(ascii: "\n")
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): isApart = true
      case UInt8(ascii: "#"): (isComment, isApart) = (true, true)
      default:
        // Two words stay apart, and so do two operators: `a - -b` is no `a --b`.
        if isApart, let last = text.last, isWord(last) == isWord(byte), !isBracket(last), !isBracket(byte) {
          text.append(UInt8(ascii: " "))
        }
        isApart = false
        if isQuote(byte) { quote = byte }
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  private static func isBracket(_ byte: UInt8) -> Bool { "()[]{},".utf8.contains(byte) || isQuote(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "$"),
      UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
