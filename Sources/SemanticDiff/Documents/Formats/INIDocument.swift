import ValueTree

/// Files as Grafana's `grafana.ini`: sections of `key = value`.
enum INIDocument {
  /// An object of sections, each an object of texts; the keys before the first section stand in the section ``.
  ///
  ///     INIDocument.read("[server]\nroot_url = https://example.com ; ours")
  ///     // {"server": {"root_url": "https://example.com"}}
  ///
  /// Comments, spaces and the order mean nothing; the last value of a key counts. nil where a line is none of those.
  static func read(_ text: String) -> Value? {
    var sections = Object()
    var name = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = trimmed(line)
      guard let first = line.first, first != ";", first != "#" else { continue }
      if first == "[" {
        guard line.last == "]" else { return nil }
        name = String(trimmed(line.dropFirst().dropLast()))
        continue
      }
      guard let mark = line.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
      var section = sections[name]?.object ?? Object()
      section[String(trimmed(line[..<mark]))] = .string(value(line[line.index(after: mark)...]))
      sections[name] = .object(section)
    }
    return .object(sections)
  }

  /// Without quotes, and without a comment that stands behind white space.
  private static func value(_ text: Substring) -> String {
    let text = trimmed(text)
    if let quote = text.first, quote == "\"" || quote == "`", text.count > 1, text.last == quote {
      return String(text.dropFirst().dropLast())
    }
    var previous: Character = " "
    for index in text.indices {
      if text[index] == ";" || text[index] == "#", previous.isWhitespace { return String(trimmed(text[..<index])) }
      previous = text[index]
    }
    return String(text)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start.prefix(0)
  }
}
