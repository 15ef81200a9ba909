import ValueTree

/// Groups of rules as promtool takes them, and which rules read which.
struct RuleSet: Sendable {
  struct Rule: Sendable {
    var group: Int
    var index: Int
    var value: Value

    var isAlert: Bool { value["alert"] != nil }
    /// The alert or the series.
    var name: String { (value["alert"] ?? value["record"])?.string ?? "" }
    var expression: String { value["expr"]?.string ?? "" }
    var waits: Bool { !["", "0s", "0m"].contains(value["for"]?.string ?? "") }
    var labels: ValueTree.Object { value["labels"]?.object ?? [:] }

    /// The name with the labels that tell it from others of that name: `KubeAPIErrorBudgetBurn critical 1h`.
    var title: String {
      ([name] + labels.sorted { $0.key < $1.key }.compactMap { $0.value.string }).joined(separator: " ")
    }
  }

  var groups: [Value]
  let rules: [Rule]
  private let namesRead: [Set<Substring>]

  init(groups: [Value]) {
    self.groups = groups
    rules = groups.enumerated().flatMap { group, value in
      (value["rules"]?.array ?? []).enumerated().map { Rule(group: group, index: $0, value: $1) }
    }
    namesRead = rules.map { ExpressionTokens($0.expression).names }
  }

  /// The rules of some names, and all whose series they read, directly or not.
  func needed(for names: Set<String>) -> Set<String> {
    closure(from: names) { wanted, rule, read in
      wanted.contains(rule.name) ? Set(read.map(String.init)) : []
    }
  }

  /// Some rules' names, and those of all that read their series, directly or not.
  func dependents(of name: String) -> Set<String> {
    closure(from: [name]) { known, rule, read in
      read.contains { known.contains(String($0)) } ? [rule.name] : []
    }
  }

  private func closure(
    from names: Set<String>, adding step: (Set<String>, Rule, Set<Substring>) -> Set<String>
  ) -> Set<String> {
    var names = names
    while true {
      let count = names.count
      for (rule, read) in zip(rules, namesRead) { names.formUnion(step(names, rule, read)) }
      if names.count == count { return names }
    }
  }

  /// The file of rules with one of them mutated, reduced to those of some names; nil keeps all.
  func file(only names: Set<String>? = nil, mutating rule: Rule? = nil, to mutant: Mutant? = nil) -> Value {
    let groups = groups.enumerated().map { group, value in
      var value = value.object ?? [:]
      let rules = rules.filter { $0.group == group && names?.contains($0.name) != false }.map { each in
        guard let mutant, let rule, rule.group == group, rule.index == each.index else { return each.value }
        var changed = each.value.object ?? [:]
        changed.updateValue(.string(mutant.expression), forKey: "expr")
        return .object(mutant.keepsDuration ? changed : changed.without("for"))
      }
      value.updateValue(.array(rules), forKey: "rules")
      return Value.object(value)
    }
    return ["groups": .array(groups.filter { $0["rules"] != [] })]
  }
}

extension ValueTree.Object {
  func without(_ key: String) -> ValueTree.Object {
    var result: ValueTree.Object = [:]
    for (name, value) in self where name != key { result.updateValue(value, forKey: name) }
    return result
  }
}
