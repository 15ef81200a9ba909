import Kubernetes
import SemanticDiff
import ValueTree

/// A change of a field in one short line: `interval 30s -> 15s`.
enum ChangeLine {
  /// How long a value may be before it is only said that it changed.
  private static let longestValue = 60

  /// The line of a change, its path without the first steps.
  static func text(_ change: Change, dropping steps: Int) -> String {
    let path = ChangePath(Array(change.path.steps.dropFirst(steps))).description
    let (old, new) = (change.from.map(text), change.to.map(text))
    switch (change.kind, old, new) {
    case (.moved, _, _): return "\(path) moved"
    case (_, let old??, let new??): return "\(path) \(old) -> \(new)"
    case (_, nil, let new??): return "\(path) \(new) added"
    case (_, let old??, nil): return "\(path) \(old) removed"
    default: return "\(path) \(change.kind.rawValue)"
    }
  }

  /// A scalar as it is, a collection as JSON; nil for what is too long for a line.
  private static func text(_ value: Value) -> String? {
    let text = value.scalarText ?? value.description
    return text.utf8.count <= longestValue && !text.utf8.contains(UInt8(ascii: "\n")) ? text : nil
  }
}
