import SemanticDiff
import ValueTree
import YAML

/// The lines that tell a change.
///
///     spec.replicas: 1 -> 2
///     spec.rules[0].expr:
///     - up == 0
///     + up{job="node"} == 0
struct ChangeText: Sendable {
  /// How many lines of one value are told before the rest is only counted; nil: all.
  var valueLines: Int?

  /// How long two values may be to stand in one line with their path.
  private static let longestInline = 60

  func detail(of change: Change) -> OutlineDetail {
    let path = change.path.description
    let name = path.isEmpty ? "the whole object" : path
    guard change.kind != .moved else {
      return OutlineDetail([.init("\(name): moved")] + moveLines(change), subject: path)
    }
    return OutlineDetail(
      lines(name, from: change.from.map(Self.text), to: change.to.map(Self.text)), subject: path,
      isCosmetic: change.kind == .cosmetic)
  }

  /// The lines for a place that held the text `from` and now holds `to`; nil where there is nothing.
  func lines(_ name: String, from: String?, to: String?) -> [OutlineDetail.Line] {
    if Self.isInline(from), Self.isInline(to) {
      switch (from, to) {
      case (let from?, let to?): return [.init("\(name): \(from) -> \(to)")]
      case (nil, let to?): return [.init("\(name): \(to)", .added)]
      case (let from?, nil): return [.init("\(name): \(from)", .removed)]
      case (nil, nil): return []
      }
    }
    let lines = LineDifference.lines(from: Self.split(from), to: Self.split(to))
    return [.init("\(name):")] + limited(lines)
  }

  private func moveLines(_ change: Change) -> [OutlineDetail.Line] {
    guard let from = change.from, let to = change.to, from != to else { return [] }
    return limited(LineDifference.lines(from: Self.split(Self.text(from)), to: Self.split(Self.text(to))))
  }

  private func limited(_ lines: [OutlineDetail.Line]) -> [OutlineDetail.Line] {
    guard let valueLines, lines.count > valueLines + 1 else { return lines }
    return lines.prefix(valueLines) + [.init("… \(lines.count - valueLines) more lines")]
  }

  /// A string as it is, anything else as YAML, so that a value reads as in the file that it stands in.
  private static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text.isEmpty ? "\"\"" : text
    case .array(let items) where items.isEmpty: "[]"
    case .object(let object) where object.isEmpty: "{}"
    default: String(YAMLWriter.write(value).dropLast())
    }
  }

  private static func isInline(_ text: String?) -> Bool {
    guard let text else { return true }
    return text.utf8.count <= longestInline && !text.utf8.contains(UInt8(ascii: "\n"))
  }

  private static func split(_ text: String?) -> [Substring] {
    guard let text else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
