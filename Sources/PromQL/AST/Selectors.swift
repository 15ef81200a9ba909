/// `job=~"api|web"`
public struct Matcher: Hashable, Sendable {
  /// How a label's value is compared.
  public enum Operator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case regexMatch = "=~"
    case regexNoMatch = "!~"

    /// Whether the value is a regular expression.
    public var isRegex: Bool { self == .regexMatch || self == .regexNoMatch }
  }

  /// The label's name, without quotes; `__name__` for a quoted metric name in braces.
  public var label: String
  /// How the value is compared.
  public var `operator`: Operator
  /// What the label is compared with, escapes resolved.
  public var value: String
  /// The whole matcher.
  public var range: TextRange

  /// The label that holds the metric's name.
  public static let metricName = "__name__"

  /// A matcher of one label.
  public init(_ label: String, _ operator: Operator, _ value: String, range: TextRange = .none) {
    self.label = label
    self.operator = `operator`
    self.value = value
    self.range = range
  }
}

/// `http_requests_total{job="api"} offset 5m`: the newest sample of every series that matches.
public struct VectorSelector: Hashable, Sendable {
  /// The name before the braces. A name inside them is a matcher of `__name__`.
  public var name: String?
  /// As written.
  public var matchers: [Matcher]
  /// When to look.
  public var modifiers: TimeModifiers
  /// The name before the braces.
  public var nameRange: TextRange
  /// With its modifiers.
  public var range: TextRange

  /// A selector of series.
  public init(
    _ name: String?, _ matchers: [Matcher] = [], modifiers: TimeModifiers = TimeModifiers(),
    nameRange: TextRange = .none, range: TextRange = .none
  ) {
    self.name = name
    self.matchers = matchers
    self.modifiers = modifiers
    self.nameRange = nameRange
    self.range = range
  }

  /// The one metric that it selects; nil where the name is matched otherwise or not at all.
  public var metric: String? {
    name ?? matchers.first { $0.label == Matcher.metricName && $0.operator == .equal }?.value
  }
}

/// `http_requests_total[5m]`: all samples of a stretch of time.
public struct MatrixSelector: Hashable, Sendable {
  /// Which series; its modifiers stand in `modifiers`.
  public var selector: VectorSelector
  /// How far back.
  public var window: DurationExpression
  /// When to look.
  public var modifiers: TimeModifiers
  /// With its modifiers.
  public var range: TextRange

  /// A selector of samples.
  public init(
    _ selector: VectorSelector, window: DurationExpression, modifiers: TimeModifiers = TimeModifiers(),
    range: TextRange = .none
  ) {
    self.selector = selector
    self.window = window
    self.modifiers = modifiers
    self.range = range
  }
}

/// `(…)[30m:1m]`: an expression evaluated over a stretch of time.
public struct Subquery: Hashable, Sendable {
  /// What is evaluated.
  public var inner: Expression
  /// How far back.
  public var window: DurationExpression
  /// How often; nil for the default evaluation interval.
  public var step: DurationExpression?
  /// When to look.
  public var modifiers: TimeModifiers
  /// With its modifiers.
  public var range: TextRange

  /// A subquery.
  public init(
    _ inner: Expression, window: DurationExpression, step: DurationExpression? = nil,
    modifiers: TimeModifiers = TimeModifiers(), range: TextRange = .none
  ) {
    self.inner = inner
    self.window = window
    self.step = step
    self.modifiers = modifiers
    self.range = range
  }
}

/// When a selector or a subquery looks, and how it takes a window's edges.
public struct TimeModifiers: Hashable, Sendable {
  /// A fixed time to look at.
  public enum Instant: Hashable, Sendable {
    /// `@ 1609746000`, in milliseconds since 1970.
    case timestamp(milliseconds: Int64)
    /// `@ start()`: the beginning of the query.
    case start
    /// `@ end()`: the end of the query.
    case end
  }

  /// What a window's edges are (experimental).
  public enum Edges: String, Hashable, Sendable {
    case anchored, smoothed
  }

  /// A fixed time.
  public var at: Instant?
  /// How much earlier; negative for later. No offset is nil, never zero.
  public var offset: DurationExpression?
  /// What a window's edges are.
  public var edges: Edges?

  /// No modifiers, unless told otherwise.
  public init(at: Instant? = nil, offset: DurationExpression? = nil, edges: Edges? = nil) {
    self.at = at
    self.offset = offset
    self.edges = edges
  }
}
