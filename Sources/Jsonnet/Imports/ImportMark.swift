/// Tells the two kinds of imports apart, and where a joined file's imports start from.
///
/// libjsonnet's callback is asked for `import 'x'` and `importstr 'x'` in the same words, and its cache takes one for
/// the other. Code must be prepared and text must not be changed, so the path of each `importstr` gets a mark at its
/// start: a control character that no path begins with. Files that were joined into one source have lost their
/// folders; there the mark names the folder too.
enum ImportMark {
  enum Kind: Hashable {
    case code, text
  }

  /// What libjsonnet asks for.
  struct Request: Hashable {
    /// As written.
    var path: String
    var kind: Kind
    /// The number of the folder that the importing file was taken from, where it was joined into the program.
    var folder: Int?
  }

  private static let text: UInt8 = 0x01
  /// For the path of an `import` that might begin with a mark of its own.
  private static let code: UInt8 = 0x02
  /// Before the number of a folder and one of the marks above.
  private static let folder: UInt8 = 0x03

  /// The marks that a piece of code needs.
  static func insertions(into source: [UInt8]) -> [SourceText.Insertion] {
    // Most files import no text; then an `import` whose path begins with a control character is none of a mark.
    guard source.contains("importstr".utf8) else { return [] }
    let tokens = Lexer.tokens(of: source)
    return zip(tokens, tokens.dropFirst()).compactMap { keyword, path in
      guard keyword.kind == .identifier, path.kind == .string, path.content < path.range.upperBound else { return nil }
      if source[keyword.range].elementsEqual("importstr".utf8) {
        return SourceText.Insertion(offset: path.content, bytes: [text], kind: .mark)
      }
      let first = source[path.content]
      guard source[keyword.range].elementsEqual("import".utf8), first <= folder || first == UInt8(ascii: "\\") else {
        return nil
      }
      return SourceText.Insertion(offset: path.content, bytes: [code], kind: .mark)
    }
  }

  /// The mark of an import in a file that was joined into the program.
  static func bytes(_ kind: Kind, folder number: Int) -> [UInt8] {
    [folder] + Array(String(number).utf8) + [kind == .text ? text : code]
  }

  static func read(_ path: String) -> Request {
    var rest = Substring(path)
    var number: Int?
    if rest.utf8.first == folder {
      let digits = rest.utf8.dropFirst().prefix { $0 != text && $0 != code }
      number = Int(String(digits) ?? "")
      rest = Substring(rest.utf8[digits.endIndex...])
    }
    switch rest.utf8.first {
    case text: return Request(path: String(rest.dropFirst()), kind: .text, folder: number)
    case code: return Request(path: String(rest.dropFirst()), kind: .code, folder: number)
    default: return Request(path: path, kind: .code, folder: nil)
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
