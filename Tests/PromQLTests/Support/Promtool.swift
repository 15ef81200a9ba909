import TestSupport
import ValueTree

extension Promtool {
  /// What it says against an expression.
  struct Complaint: Hashable {
    /// Counts from 1.
    var line: Int
    /// In bytes, counts from 1.
    var column: Int
    var message: String
  }

  /// What it says against each of many expressions, as rules of one file; nil where it has nothing to say.
  static func complaints(about expressions: [String]) throws -> [Complaint?] {
    let rules = expressions.enumerated().map { index, expression -> Value in
      ["record": .string("r\(index)"), "expr": .string(expression)]
    }
    // JSON is YAML.
    let groups: Value = ["groups": [["name": "g", "rules": .array(rules)]]]
    var complaints = [Complaint?](repeating: nil, count: expressions.count)
    let pattern = /rule \d+, "r(\d+)": could not parse expression: (\d+):(\d+): parse error: (.*)/
    for line in try run(["check", "rules"], file: JSONWriter.compact(groups)).split(separator: "\n") {
      guard let match = line.firstMatch(of: pattern), let index = Int(match.1), complaints.indices.contains(index),
        complaints[index] == nil, let row = Int(match.2), let column = Int(match.3)
      else { continue }
      complaints[index] = Complaint(line: row, column: column, message: String(match.4))
    }
    return complaints
  }
}
