import Diagnostics
import ValueTree

/// The rules that tests are run against: a library's, and the stack's recording rules that these need.
struct RuleFile: Sendable {
  private let groups: [Value]
  /// The names of the library's alerts, each once, in their order.
  let alerts: [String]
  /// For each alert the names that feed it, directly or through recording rules.
  let inputs: [String: Set<String>]
  /// Recorded series that the library's rules ask for and that nothing records, by name.
  let unrecorded: [LibraryTestReport.MissingRecord]

  /// The groups of what a program gave.
  static func groups(of result: Value) -> [Value] { result["groups"]?.array ?? [] }

  /// - Parameters:
  ///   - own: the library's groups.
  ///   - stack: those of the stack: of its alerts nothing is needed, of its records what is asked for.
  init(own: [Value], stack: [Value]) {
    let ownRules = Self.rules(own)
    let recorded = Self.expressions(of: ownRules + Self.rules(stack))
    let wanted = Self.closure(of: ownRules.flatMap { Self.names(in: $0["expr"]) }, recorded)
    groups =
      own + stack.compactMap { group in Self.only(in: group) { wanted.contains($0["record"]?.string ?? "") } }
    var alerts: [String] = []
    var inputs: [String: Set<String>] = [:]
    for rule in ownRules {
      guard let alert = rule["alert"]?.string else { continue }
      if inputs[alert] == nil { alerts.append(alert) }
      inputs[alert, default: []].formUnion(Self.closure(of: Self.names(in: rule["expr"]), recorded))
    }
    self.alerts = alerts
    self.inputs = inputs
    let known = recorded.keys.sorted()
    unrecorded = wanted.filter { $0.contains(":") && recorded[$0] == nil }.sorted().map { name in
      .init(name: name, nearest: Suggestion.nearest(to: name, in: known))
    }
  }

  private static func rules(_ groups: [Value]) -> [Value] { groups.flatMap { $0["rules"]?.array ?? [] } }

  /// The names in the expressions of each recorded series.
  private static func expressions(of rules: [Value]) -> [String: [String]] {
    var expressions: [String: [String]] = [:]
    for rule in rules {
      if let record = rule["record"]?.string { expressions[record, default: []] += names(in: rule["expr"]) }
    }
    return expressions
  }

  /// The names, and what the recording rules among them are made of.
  private static func closure(of names: [String], _ recorded: [String: [String]]) -> Set<String> {
    var found: Set<String> = []
    var open = names
    while let name = open.popLast() {
      if found.insert(name).inserted { open += recorded[name] ?? [] }
    }
    return found
  }

  /// promtool's file of the recording rules and of the named alerts: evaluating the others takes most of the time.
  func document(alerts: Set<String>) -> Value {
    let groups = groups.compactMap { group in
      Self.only(in: group) { rule in rule["alert"]?.string.map(alerts.contains) ?? true }
    }
    return ["groups": .array(groups)]
  }

  /// A group with the rules that are wanted, nil where there is none.
  private static func only(in group: Value, _ isWanted: (Value) -> Bool) -> Value? {
    let rules = (group["rules"]?.array ?? []).filter(isWanted)
    guard !rules.isEmpty, var members = group.object else { return nil }
    members["rules"] = .array(rules)
    return .object(members)
  }

  /// Every word of an expression outside of strings that could name a series: more than there are, never fewer.
  private static func names(in expression: Value?) -> [String] {
    var names: [String] = []
    var word = ""
    var rest = ((expression?.string ?? "") + " ")[...]
    while let character = rest.popFirst() {
      if character.isASCII, character.isLetter || character.isNumber || character == "_" || character == ":" {
        word.append(character)
        continue
      }
      if !word.isEmpty { names.append(word) }
      word = ""
      if "\"'`".contains(character) { skip(to: character, in: &rest) }
    }
    return names
  }

  /// Leaves out the rest of a string; a quote after a backslash does not end it, except between backquotes.
  private static func skip(to quote: Character, in rest: inout Substring) {
    while let character = rest.popFirst(), character != quote {
      if character == "\\", quote != "`" { rest = rest.dropFirst() }
    }
  }
}
