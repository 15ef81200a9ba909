import TestSupport

/// Random expressions over a handful of series, as somebody might write them.
struct RandomQueries {
  /// Metrics and the labels of their series; small sets of values, so that joins find something.
  static let series: [(metric: String, labels: [String: String])] = [
    ("one", ["a": "1", "b": "x"]), ("one", ["a": "2", "b": "x"]), ("one", ["a": "1"]),
    ("one", ["a": "2", "c": "foo-1"]),
    ("two", ["a": "1", "b": "y"]), ("two", ["a": "2", "b": "y"]), ("two", ["b": "y", "c": "bar"]),
    ("three", ["a": "1", "c": "foo"]), ("three", ["a": "3", "c": "bar"]), ("four", [:]), ("five", ["c": "foo-1"]),
    ("buckets", ["a": "1", "le": "1"]), ("buckets", ["a": "1", "le": "+Inf"]), ("buckets", ["a": "2", "le": "+Inf"]),
  ]

  var generator: SeededGenerator

  private mutating func label() -> String { generator.pick(["a", "b", "c", "d", "le"]) }
  private mutating func labels(_ most: Int) -> String {
    (0..<generator.below(most + 1)).map { _ in label() }.joined(separator: ", ")
  }

  private mutating func selector() -> String {
    let metric = generator.pick(["one", "two", "three", "four", "five", "buckets", "one", "two"])
    guard generator.chance(40) else { return metric }
    let values = ["1", "x", "", "y", "foo", "1|2", "foo.*", ".*", ".+", "(x|y)?", "[a-f].*", "foo-\\\\d", "a?|1"]
    let matchers = (0...generator.below(2)).map { _ in
      "\(label())\(generator.pick(["=", "!=", "=~", "!~"]))\"\(generator.pick(values))\""
    }
    return "\(metric){\(matchers.joined(separator: ", "))}"
  }

  /// An instant vector.
  mutating func vector(_ depth: Int = 4) -> String {
    guard depth > 0 else { return selector() }
    switch generator.below(14) {
    case 0, 1: return selector()
    case 2, 3, 4: return aggregation(depth - 1)
    case 5, 6, 7: return operation(depth - 1)
    case 8: return absence(depth - 1)
    case 9: return replacement(depth - 1)
    case 10:
      let start = generator.pick(["abs(", "sort(", "timestamp(", "day_of_week(", "-(", "histogram_quantile(0.5, "])
      return "\(start)\(vector(depth - 1)))"
    case 11: return generator.chance(50) ? "rate(\(selector())[5m])" : "max_over_time((\(vector(depth - 1)))[5m:1m])"
    case 12: return generator.pick(["vector(1)", "hour()", "vector(time())", "(\(vector(depth - 1)))"])
    default: return "(\(vector(depth - 1))) \(generator.pick(["* 2", "> 0", "== bool 1", "+ scalar(four)"]))"
    }
  }

  private mutating func aggregation(_ depth: Int) -> String {
    let clause = generator.chance(80) ? " \(generator.pick(["by", "by", "without"])) (\(labels(3))) " : ""
    let inner = vector(depth)
    switch generator.below(8) {
    case 0: return "topk\(clause)(1, \(inner))"
    case 1: return "count_values\(clause)(\"\(label())\", \(inner))"
    case 2: return "quantile\(clause)(0.5, \(inner))"
    default: return "\(generator.pick(["sum", "max", "count", "group"]))\(clause)(\(inner))"
    }
  }

  private mutating func operation(_ depth: Int) -> String {
    let (left, right) = ("(\(vector(depth)))", "(\(vector(depth)))")
    var matching = ""
    if generator.chance(70) { matching = "\(generator.pick(["on", "on", "ignoring"])) (\(labels(2)))" }
    if generator.chance(45) { return "\(left) \(generator.pick(["and", "or", "unless"])) \(matching) \(right)" }
    var operation = generator.pick(["*", "+", ">", "== bool"])
    if !matching.isEmpty, generator.chance(60) {
      matching += " \(generator.pick(["group_left", "group_right"])) (\(labels(2)))"
    }
    operation += " \(matching)"
    return "\(left) \(operation) \(right)"
  }

  private mutating func absence(_ depth: Int) -> String {
    switch generator.below(4) {
    case 0: "absent(\(vector(depth)))"
    case 1: "absent_over_time(\(selector())[1m])"
    case 2: "absent(none{\(label())=\"1\", \(label())=~\"x\", \(label())=\"z\"})"
    default: "absent(none{\(label())=\"1\", \(label())=\"z\"})"
    }
  }

  private mutating func replacement(_ depth: Int) -> String {
    let inner = vector(depth)
    if generator.chance(35) {
      let sources = (0..<generator.below(3)).map { _ in ", \"\(label())\"" }.joined()
      return "label_join(\(inner), \"\(label())\", \"\(generator.pick(["", "-"]))\"\(sources))"
    }
    let replacement = generator.pick(["$1", "${1}", "foo", "foo-$1", "", "$0", "$1-x"])
    let regex = generator.pick(["(.*)", "(.+)", "1", "foo(.*)", ".*", "", "(1)?.*", "x|(y)"])
    return "label_replace(\(inner), \"\(label())\", \"\(replacement)\", \"\(label())\", \"\(regex)\")"
  }
}
