/// Tells the two kinds of imports apart.
///
/// libjsonnet's callback is asked for `import 'x'` and `importstr 'x'` in the same words, and its cache takes one for
/// the other. Code must be prepared and text must not be changed, so the path of each `importstr` gets a mark at its
/// start: a control character that no path begins with.
enum ImportMark {
  enum Kind: Hashable {
    case code, text
  }

  private static let text: UInt8 = 0x01
  /// For the path of an `import` that might begin with a mark of its own.
  private static let code: UInt8 = 0x02

  /// The marks that a piece of code needs.
  static func insertions(into source: [UInt8]) -> [SourceText.Insertion] {
    // Most files import no text; then an `import` whose path begins with a control character is none of a mark.
    guard source.contains("importstr".utf8) else { return [] }
    let tokens = Lexer.tokens(of: source)
    return zip(tokens, tokens.dropFirst()).compactMap { keyword, path in
      guard keyword.kind == .identifier, path.kind == .string, path.content < path.range.upperBound else { return nil }
      if source[keyword.range].elementsEqual("importstr".utf8) {
        return SourceText.Insertion(offset: path.content, bytes: [text], isCode: false)
      }
      let first = source[path.content]
      guard source[keyword.range].elementsEqual("import".utf8), first <= code || first == UInt8(ascii: "\\") else {
        return nil
      }
      return SourceText.Insertion(offset: path.content, bytes: [code], isCode: false)
    }
  }

  /// What libjsonnet asks for: the path as written, and its kind.
  static func read(_ path: String) -> (path: String, kind: Kind) {
    switch path.utf8.first {
    case text: (String(path.dropFirst()), .text)
    case code: (String(path.dropFirst()), .code)
    default: (path, .code)
    }
  }
}

extension [UInt8] {
  /// Whether these bytes stand somewhere in it.
  func contains(_ needle: String.UTF8View) -> Bool {
    guard let first = needle.first else { return true }
    var start = startIndex
    while let hit = self[start...].firstIndex(of: first) {
      if self[hit...].starts(with: needle) { return true }
      start = hit + 1
    }
    return false
  }
}
