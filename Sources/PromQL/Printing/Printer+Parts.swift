/// What the printers of one line and of several lines share: the parts of a node besides the expressions in it.
extension Printer {
  /// `sum by (job) ` with a space behind the list, `sum` without one.
  static func heading(of node: Aggregation) -> String {
    switch node.grouping {
    case .by([]): node.function.rawValue
    case .by(let labels): "\(node.function.rawValue) by \(list(labels)) "
    case .without(let labels): "\(node.function.rawValue) without \(list(labels)) "
    }
  }

  /// `== bool on (instance) group_left (nodename)`
  static func heading(of node: BinaryOperation) -> String {
    var text = node.operator.rawValue
    if node.returnsBool { text += " bool" }
    switch node.matching.labels {
    case .on(let labels): text += " on " + list(labels)
    case .ignoring(let labels) where !labels.isEmpty || node.matching.group != nil:
      text += " ignoring " + list(labels)
    case .ignoring: break
    }
    switch node.matching.group {
    case .left(let labels): text += " group_left " + list(labels)
    case .right(let labels): text += " group_right " + list(labels)
    case nil: break
    }
    let (left, right) = (node.matching.fillLeft?.text, node.matching.fillRight?.text)
    if let left, left == right { return text + " fill (\(left))" }
    if let left { text += " fill_left (\(left))" }
    if let right { text += " fill_right (\(right))" }
    return text
  }

  /// A selector without its modifiers: `http_requests_total{code="500",job="api"}`.
  static func text(of node: VectorSelector) -> String {
    let matchers = node.matchers.map(text(of:)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let braces = "{\(matchers.joined(separator: ","))}"
    guard let name = node.name else { return braces }
    return matchers.isEmpty ? name : name + braces
  }

  /// `job="api"`
  static func text(of matcher: Matcher) -> String {
    "\(label(matcher.label))\(matcher.operator.rawValue)\(StringText.quoted(matcher.value))"
  }

  /// `[30m:1m]`
  static func window(of node: Subquery) -> String {
    "[\(text(of: node.window)):\(node.step.map(text(of:)) ?? "")]"
  }

  /// ` @ start() offset 5m`, with a space before each.
  /// - Parameter edgesFirst: whether `anchored` and `smoothed` stand first, as behind a window, or behind the time.
  static func text(of modifiers: TimeModifiers, edgesFirst: Bool) -> String {
    let edges = modifiers.edges.map { " \($0.rawValue)" } ?? ""
    let instant =
      switch modifiers.at {
      case .timestamp(let milliseconds): " @ \(seconds(milliseconds))"
      case .start: " @ start()"
      case .end: " @ end()"
      case nil: ""
      }
    let offset = modifiers.offset.map { " offset \(text(ofOffset: $0))" } ?? ""
    return edgesFirst ? edges + instant + offset : instant + edges + offset
  }

  private static func list(_ labels: [LabelName]) -> String {
    "(\(labels.map { label($0.name) }.joined(separator: ", ")))"
  }

  /// A name that is none without quotes gets them.
  private static func label(_ name: String) -> String {
    let bytes = name.utf8
    let isPlain = bytes.first?.isLetter == true && bytes.allSatisfy(\.isLetterOrDigit)
    return isPlain ? name : StringText.quoted(name)
  }

  /// Milliseconds as seconds with three decimals.
  private static func seconds(_ milliseconds: Int64) -> String {
    let magnitude = milliseconds.magnitude
    let fraction = String(magnitude % 1000)
    let padding = String(repeating: "0", count: 3 - fraction.count)
    return "\(milliseconds < 0 ? "-" : "")\(magnitude / 1000).\(padding)\(fraction)"
  }
}
