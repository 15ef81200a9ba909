import TestSupport

/// A random program whose object becomes files: lists and what only looks like one, errors, traces, assertions, hidden
/// and inherited fields, names of all kinds.
struct RandomProgram {
  private var random: SeededGenerator
  /// How many values of a hundred fail or print, when they are evaluated.
  private let trouble: Int

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    trouble = random.chance(40) ? 4 : 0
  }

  private static let names = [
    "a", "b", "items", "kind", "z", "é", "e\u{301}", "😀", "\u{FFFD}", "", "a b", "../up", "it's", "1", "apiVersion",
    "items2", "Item", "~", "a\\u0000b", "\\n",
  ]

  /// The whole program.
  mutating func code() -> String {
    let object = random.chance(5) ? value(depth: 2) : object(depth: 3, isTop: true)
    let locals = "local shared = \(value(depth: 1)), list = [i * i for i in std.range(0, \(random.below(7)))];\n"
    let result = random.chance(20) ? "\(object) + \(self.object(depth: 2, isTop: true))" : object
    let head = random.chance(15) ? "function(a=1, b='b') " : ""
    return locals + head + result + (random.chance(20) ? "  // the end" : "")
  }

  private mutating func object(depth: Int, isTop: Bool = false) -> String {
    var members = (0..<random.below(isTop ? 9 : 5)).map { _ in random.pick(Self.names) }
    if !isTop, random.chance(60) { members.append("items") }
    var seen: Set<String> = []
    // Swift takes some of the names for equal; one of them is enough.
    var fields = members.filter { seen.insert($0).inserted }.map { name in
      let separator = random.chance(8) ? "::" : random.chance(4) ? ":::" : ":"
      let value = name == "items" && random.chance(85) ? items(depth: depth) : value(depth: depth - 1)
      return "\"\(name)\"\(separator) \(value)"
    }
    if random.chance(6) { fields.append("assert \(random.chance(100 - 2 * trouble)) : 'no'") }
    if random.chance(10) { fields.append("local here = self, [if true then 'computed']: std.length(here)") }
    return "{ \(fields.joined(separator: ", ")) }"
  }

  private mutating func items(depth: Int) -> String {
    if random.chance(15) { return "list" }
    return "[\((0..<random.below(10)).map { _ in value(depth: depth - 1) }.joined(separator: ", "))]"
  }

  private mutating func value(depth: Int) -> String {
    if random.chance(trouble) {
      return random.pick(["error 'broken'", "std.trace('seen', 1)", "function(x) x", "1 / 0"])
    }
    if depth > 0, random.chance(55) { return random.chance(75) ? object(depth: depth) : items(depth: depth) }
    return random.pick([
      "null", "true", "-0", "0.1", "1e100", "12345678901234567890", "'text'", "'ä\\n\"😀\"'", "''", "[]", "{}", "list",
      "'%s-%05.1f' % ['x', 2.5]", "std.manifestJsonEx({ a: [0.1] }, '  ')", "std.thisFile",
    ])
  }
}
