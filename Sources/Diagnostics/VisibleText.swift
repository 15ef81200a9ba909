extension String {
  /// The text with nothing in it that could drive a terminal: control characters other than line feeds, and those that
  /// turn the direction of text around, are shown as `\u{…}`; a tab becomes a space.
  package var visible: String {
    guard unicodeScalars.contains(where: { Self.isControl($0) }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "\t" {
        result += " "
      } else if Self.isControl(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The same in one line: a name with a line feed must not look like two lines of a report.
  package var visibleInLine: String { visible.replacing("\n", with: "\\u{A}") }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: scalar != "\n" && scalar.properties.generalCategory == .control
    }
  }
}
