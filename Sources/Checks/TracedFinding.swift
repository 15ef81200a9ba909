/// A finding with what it is about, so that it is the same one in two builds and its cause can be looked for.
struct TracedFinding: Sendable {
  /// What is missing or wrong.
  enum Cause: Sendable, Hashable {
    /// A series that no rule records, and the name of one that is recorded and nearly called so.
    case record(String, nearest: String? = nil)
    /// A label that a recorded series does not have, or not with the value that is asked for.
    case label(String, of: String)
    /// A value of `job`, or an expression for one, that no target has.
    case job(String)
    /// A metric, and where it is dropped.
    case metric(String, dropped: [ScrapedSeries.Place])
    /// What the words of the finding say.
    case other([String])
  }

  var finding: Finding
  /// What it was found in, whatever place that has.
  var subject: [String]
  var cause: Cause
  /// Whether something stops working where a step brings the finding, whatever it weighs in one build: what never
  /// worked breaks nobody.
  var breaksWhenNew: Bool

  init(_ finding: Finding, subject: [String], cause: Cause, breaksWhenNew: Bool = false) {
    (self.finding, self.subject, self.cause, self.breaksWhenNew) = (finding, subject, cause, breaksWhenNew)
  }

  /// One that knows nothing of its cause: it is the same where object and message are.
  init(_ finding: Finding) {
    let object = finding.object.map { [$0.kind, $0.namespace ?? "", $0.name] } ?? []
    self.init(finding, subject: object, cause: .other([finding.message]))
  }

  /// Equal for what is the same finding in two builds.
  struct Key: Hashable {
    var code: String
    var subject: [String]
    var missing: [String]
  }

  var key: Key {
    let missing =
      switch cause {
      case .record(let name, _), .job(let name), .metric(let name, _): [name]
      case .label(let label, let name): [label, name]
      case .other(let words): words
      }
    return Key(code: finding.code, subject: subject, missing: missing)
  }
}
