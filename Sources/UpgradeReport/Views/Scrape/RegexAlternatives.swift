/// The texts that a regular expression made of words, groups and bars matches.
///
///     RegexAlternatives.all(of: "kube_(pod|node)_info|up")  // ["kube_pod_info", "kube_node_info", "up"]
///
/// Anything else of a regular expression stays as it is written: `foo_.*` is one alternative.
enum RegexAlternatives {
  /// More texts, or deeper groups, than a person would read.
  private static let greatestCount = 2_000
  private static let greatestDepth = 32

  /// The alternatives in the order of the expression; the expression itself where there are too many.
  static func all(of regex: String) -> [String] {
    var reader = Reader(rest: Array(regex.unicodeScalars)[...])
    guard let found = reader.alternatives(depth: 0), reader.rest.isEmpty else { return [regex] }
    return found.map { text in
      var text = text
      if text.first == "^" { text.removeFirst() }
      if text.last == "$", !text.hasSuffix("\\$") { text.removeLast() }
      return text
    }
  }

  /// Each function gives nil for what is too much, or no regular expression.
  private struct Reader {
    var rest: ArraySlice<Unicode.Scalar>

    mutating func alternatives(depth: Int) -> [String]? {
      guard depth <= greatestDepth else { return nil }
      var all: [String] = []
      while true {
        guard let sequence = sequence(depth: depth) else { return nil }
        all += sequence
        guard all.count <= greatestCount else { return nil }
        guard rest.first == "|" else { return all }
        rest = rest.dropFirst()
      }
    }

    private mutating func sequence(depth: Int) -> [String]? {
      var texts = [""]
      while let first = rest.first, first != "|", first != ")" {
        guard let next = first == "(" ? group(depth: depth) : atom(first) else { return nil }
        guard texts.count * next.count <= greatestCount else { return nil }
        texts = next.count == 1 ? texts.map { $0 + next[0] } : texts.flatMap { text in next.map { text + $0 } }
      }
      return texts
    }

    private mutating func group(depth: Int) -> [String]? {
      let start = rest
      rest = rest.dropFirst()
      if rest.first == "?" {
        guard rest.starts(with: "?:".unicodeScalars) else { return nil }
        rest = rest.dropFirst(2)
      }
      guard let inner = alternatives(depth: depth + 1), rest.first == ")" else { return nil }
      rest = rest.dropFirst()
      // A repeated group is no list of texts any more.
      guard let next = rest.first, "*+?{".unicodeScalars.contains(next) else { return inner }
      return [Self.text(start[..<rest.startIndex])]
    }

    /// A character, an escaped one, or a class in brackets.
    private mutating func atom(_ first: Unicode.Scalar) -> [String]? {
      let start = rest
      rest = rest.dropFirst()
      if first == "\\" {
        guard let escaped = rest.popFirst() else { return nil }
        // Names of buckets have escaped dots: `le` is `1\.5`.
        return [escaped == "." || escaped == "+" ? String(escaped) : Self.text(start[..<rest.startIndex])]
      }
      if first == "[" {
        rest = rest.dropFirst()
        while let scalar = rest.popFirst(), scalar != "]" {
          if scalar == "\\" { rest = rest.dropFirst() }
        }
      }
      return [Self.text(start[..<rest.startIndex])]
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      return text
    }
  }
}
