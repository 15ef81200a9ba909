/// Breaks texts between their words, for a terminal of so many columns.
package enum WrappedText {
  /// The lines of a text, none of them empty but that of an empty text. A word that is longer than a line is a line of
  /// its own: paths are to be copied.
  ///
  /// - Parameters:
  ///   - text: without line feeds.
  ///   - first: how many columns the first line may have.
  ///   - rest: how many all others may have.
  package static func lines(of text: String, first: Int, rest: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= (lines.count == 1 ? first : rest) {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
