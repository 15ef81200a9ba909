import Jsonnet

/// Names of rules in YAML that Jsonnet takes in as text, line by line: such a file may be any text.
enum YAMLNames {
  /// The strings that stand after a key in one line with it, `- alert: TargetDown`.
  static func all(in bytes: [UInt8]) -> [StringLiteral] {
    let line = /[\s-]*["']?(?<field>\w+)["']?:\s+["']?(?<text>[^\s"'#]+)["']?\s*(?:#.*)?/
    return String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated().compactMap { index, text in
        text.wholeMatch(of: line).map { match in
          StringLiteral(text: String(match.text), field: String(match.field), line: index + 1)
        }
      }
  }
}
