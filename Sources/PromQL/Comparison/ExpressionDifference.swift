/// Goes through two expressions side by side, and puts in words what differs.
struct ExpressionDifference {
  /// What differs, each once, in the order of the text.
  private(set) var words: [String] = []

  /// Compares two expressions in the form that `Expression.meaning` gives.
  mutating func compare(_ old: Expression, _ new: Expression) {
    if old == new { return }
    switch (old, new) {
    case (.aggregation(let old), .aggregation(let new)): compare(old, new)
    case (.binary(let old), .binary(let new)) where Self.belongTogether(old, new): compare(old, new)
    case (.call(let old), .call(let new)) where Self.belongTogether(old, new): compare(old, new)
    case (.matrix(let old), .matrix(let new)):
      compare(old.selector, new.selector)
      change("window", Printer.text(of: old.window), Printer.text(of: new.window))
      compare(old.modifiers, new.modifiers)
    case (.subquery(let old), .subquery(let new)):
      compare(old.inner, new.inner)
      change("window", Printer.window(of: old), Printer.window(of: new))
      compare(old.modifiers, new.modifiers)
    case (.number(let old), .number(let new)): change("number", old.text, new.text)
    case (.string(let old), .string(let new)):
      change("text", StringText.quoted(old.value), StringText.quoted(new.value))
    case (.unary(let old), .unary(let new)): compare(old.operand, new.operand)
    case (.vector(let old), .vector(let new)):
      compare(old, new)
      compare(old.modifiers, new.modifiers)
    default: compareUnlike(old, new)
    }
  }

  /// Says that something has become another thing, if it has.
  mutating func change(_ what: String, _ old: String, _ new: String) {
    if old != new { add("\(what) \(old) -> \(new)") }
  }

  mutating func add(_ text: String) {
    if !words.contains(text) { words.append(text) }
  }

  private mutating func compare(_ old: Aggregation, _ new: Aggregation) {
    change("aggregation", old.function.rawValue, new.function.rawValue)
    switch (old.grouping, new.grouping) {
    case (.by(let before), .by(let after)): compareKept(before, after)
    case (.without(let before), .without(let after)): compareKept(after, before)
    default: change("aggregation", Self.text(of: old.grouping), Self.text(of: new.grouping))
    }
    if let before = old.parameter, let after = new.parameter, before != after {
      change("parameter of \(new.function.rawValue)", before.description, after.description)
    }
    compare(old.operand, new.operand)
  }

  /// Labels that an aggregation keeps.
  private mutating func compareKept(_ old: [LabelName], _ new: [LabelName]) {
    for label in old where !new.contains(label) { add("aggregation lost label \(label.name)") }
    for label in new where !old.contains(label) { add("aggregation gained label \(label.name)") }
  }

  private static func text(of grouping: Grouping) -> String {
    let names = grouping.labels.map(\.name).joined(separator: ", ")
    return if case .by = grouping { "by (\(names))" } else { "without (\(names))" }
  }

  private mutating func compare(_ old: FunctionCall, _ new: FunctionCall) {
    change("function", old.name, new.name)
    guard old.arguments.count == new.arguments.count else {
      return change("arguments of \(new.name)", Self.list(old.arguments), Self.list(new.arguments))
    }
    for (before, after) in zip(old.arguments, new.arguments) {
      switch (before, after) {
      case (.number, .number), (.string, .string):
        change("argument of \(new.name)", before.description, after.description)
      default: compare(before, after)
      }
    }
  }

  private static func list(_ expressions: [Expression]) -> String {
    "(\(expressions.map(\.description).joined(separator: ", ")))"
  }

  /// What was put around an expression or taken away from it; else that one has become the other.
  private mutating func compareUnlike(_ old: Expression, _ new: Expression) {
    if let (text, inner) = Self.wrapping(new, around: old) {
      add("added: \(text)")
      return compare(old, inner)
    }
    if let (text, inner) = Self.wrapping(old, around: new) {
      add("removed: \(text)")
      return compare(inner, new)
    }
    add("\(old) -> \(new)")
  }

  /// What stands around the part of an expression that another one has become, and that part.
  private static func wrapping(_ outer: Expression, around inner: Expression) -> (text: String, part: Expression)? {
    guard
      let part = outer.children.first(where: { $0 == inner })
        ?? outer.children.first(where: { areAlike($0, inner) })
    else { return nil }
    switch outer {
    case .aggregation(let node): return (Printer.heading(of: node) + "(…)", part)
    case .binary(let node):
      let isLeft = part == node.left
      let heading = Printer.heading(of: node)
      return (isLeft ? "… \(heading) \(node.guardedRight)" : "\(node.guardedLeft) \(heading) …", part)
    case .call(let node):
      return ("\(node.name)(\(node.arguments.map { $0 == part ? "…" : $0.description }.joined(separator: ", ")))", part)
    case .subquery(let node): return ("…" + Printer.window(of: node), part)
    case .unary(let node): return (node.isNegation ? "-…" : "+…", part)
    case .matrix, .number, .parentheses, .string, .vector: return nil
    }
  }

  /// Whether two expressions are of one kind and select the same metrics.
  static func areAlike(_ old: Expression, _ new: Expression) -> Bool {
    let metrics = old.selectors.compactMap(\.metric)
    guard !metrics.isEmpty, metrics == new.selectors.compactMap(\.metric) else { return false }
    switch (old, new) {
    case (.aggregation, .aggregation), (.matrix, .matrix), (.subquery, .subquery), (.unary, .unary), (.vector, .vector):
      return true
    case (.binary(let old), .binary(let new)): return old.operator == new.operator
    case (.call(let old), .call(let new)): return old.name == new.name
    default: return false
    }
  }
}
