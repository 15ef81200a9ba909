/// An expression of a Grafana dashboard, with its variables replaced by what PromQL can read in their place.
///
/// `$name`, `${name}`, `${name:format}` and `[[name]]` become a duration in a window or behind `offset`, a name next to
/// letters, before a bracket or in a list of labels, a matcher in braces, a number elsewhere. In strings they stay: any
/// text is a string.
///
///     let query = GrafanaText("rate(x{job='$job'}[$__rate_interval])")
///     let expression = try Expression(parsing: query.text)
///     query.restored(expression.description)  // rate(x{job="$job"}[$__rate_interval])
public struct GrafanaText: Sendable {
  /// What can be parsed.
  public let text: String
  private let replacements: [Replacement]

  struct Replacement: Sendable {
    /// As it stands in the dashboard.
    var variable: String
    var placeholder: String
    /// How it stands in a printed expression.
    var printed: String
    /// Where it stands in the text that can be parsed.
    var range: TextRange
    /// Where it stands in the dashboard's text.
    var original: TextRange
  }

  /// The number of each variable, on which its placeholder depends.
  private let numbers: [String: Int]

  /// Replaces the variables of an expression.
  public init(_ original: String) {
    self.init(original, isEnabled: true)
  }

  /// Replaces the variables of an expression.
  ///
  /// - Parameters:
  ///   - original: the expression.
  ///   - isEnabled: false for text that has no variables and stays as it is.
  ///   - other: a text that this one is compared with: what is the same variable in both gets the same placeholder.
  init(_ original: String, isEnabled: Bool, after other: GrafanaText? = nil) {
    var scanner = GrafanaScanner(Array(original.utf8), numbers: other?.numbers ?? [:])
    if isEnabled { scanner.scan() }
    text = isEnabled ? String(decoding: scanner.output, as: UTF8.self) : original
    replacements = scanner.replacements
    numbers = scanner.numbers
  }

  /// Where something stands in the dashboard's text.
  /// - Parameter range: where it stands in `text`.
  public func original(_ range: TextRange) -> TextRange {
    TextRange(original(range.start, isEnd: false), original(range.end, isEnd: true))
  }

  /// A printed expression with the variables back in their places.
  public func restored(_ printed: String) -> String {
    var bytes = Array(printed.utf8)
    for replacement in replacements {
      bytes = Self.replacing(Array(replacement.printed.utf8), in: bytes, by: Array(replacement.variable.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name in the text that can be parsed stands for a variable, as a whole or in part.
  public static func hasPlaceholder(_ name: String) -> Bool {
    // By bytes: a check of a build asks this of every label, and `contains` makes a table each time.
    let prefix = GrafanaScanner.placeholderPrefix.utf8
    var rest = name.utf8[...]
    while let first = prefix.first, let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: prefix) { return true }
      rest = rest[start...].dropFirst()
    }
    return false
  }

  private func original(_ offset: Int, isEnd: Bool) -> Int {
    var shift = 0
    for replacement in replacements {
      guard replacement.range.start < offset || !isEnd && replacement.range.start == offset else { break }
      if offset < replacement.range.end { return isEnd ? replacement.original.end : replacement.original.start }
      shift = replacement.original.end - replacement.range.end
    }
    return offset + shift
  }

  private static func replacing(_ part: [UInt8], in bytes: [UInt8], by other: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: part) {
        result += other
        index += part.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
