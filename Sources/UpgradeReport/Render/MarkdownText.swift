/// Pieces of Markdown in which no input can become markup, a mention or a link.
enum MarkdownText {
  /// Plain text.
  static func escaped(_ text: String) -> String {
    text.visible.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      // GitHub makes a notification of one and a link of the other.
      case "@": result += "&#64;"
      case "#": result += "&#35;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!": result += "\\\(character)"
      case "\n": result += " "
      default: result.append(character)
      }
    }
  }

  /// A code span; its fence is longer than any run of backticks within.
  static func code(_ text: String) -> String {
    let text = text.visible.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: " ")
    let fence = String(repeating: "`", count: longestRun(in: text) + 1)
    let padding = text.hasPrefix("`") || text.hasSuffix("`") || text.isEmpty ? " " : ""
    return fence + padding + text + padding + fence
  }

  /// A fenced block of lines, each after `indent`.
  static func block(_ lines: [String], language: String, indent: String) -> String {
    let longest = lines.map(longestRun).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + language] + lines + [fence]).map { indent + $0 + "\n" }.joined()
  }

  private static func longestRun(in text: String) -> Int {
    var (longest, current) = (0, 0)
    for byte in text.utf8 {
      current = byte == UInt8(ascii: "`") ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
