/// What Go's regular expressions and RE2's write differently.
///
/// Go 1.22 has `(?<name>…)` for RE2's `(?P<name>…)` and wants every name once; RE2 alone has `\C` for a byte.
enum GoSyntax {
  /// The text as RE2 reads it; most texts are the same in both.
  static func translated(_ text: String) throws(RegularExpression.Problem) -> String {
    guard ["(?<", "(?P<", "\\C"].contains(where: text.contains) else { return text }
    var reader = Reader(rest: Substring(text).unicodeScalars)
    return try reader.translated()
  }

  private struct Reader {
    var rest: Substring.UnicodeScalarView
    var result = String.UnicodeScalarView()
    var names: Set<String> = []
    var isInClass = false

    mutating func translated() throws(RegularExpression.Problem) -> String {
      while let scalar = rest.first {
        if take("\\Q", as: "\\Q") {
          skipQuoted()
        } else if scalar == "\\" {
          if rest.starts(with: "\\C".unicodeScalars) { throw .invalid("invalid escape sequence: \\C") }
          copy(2)
        } else if !isInClass, take("(?<", as: "(?P<") || take("(?P<", as: "(?P<") {
          let name = String(rest.prefix { $0 != ">" })
          guard names.insert(name).inserted else { throw .invalid("duplicate capture group name: \(name)") }
        } else {
          if scalar == "[" { isInClass = true }
          if scalar == "]" { isInClass = false }
          copy(1)
        }
      }
      return String(result)
    }

    private mutating func take(_ mark: String, as written: String) -> Bool {
      guard rest.starts(with: mark.unicodeScalars) else { return false }
      rest = rest.dropFirst(mark.unicodeScalars.count)
      result += written.unicodeScalars
      return true
    }

    private mutating func copy(_ count: Int) {
      result += rest.prefix(count)
      rest = rest.dropFirst(count)
    }

    /// Up to `\E`, which is left.
    private mutating func skipQuoted() {
      while !rest.isEmpty, !rest.starts(with: "\\E".unicodeScalars) { copy(1) }
    }
  }
}
