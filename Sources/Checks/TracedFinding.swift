/// A finding with what it is about, so that it is the same one in two builds and its cause can be looked for.
struct TracedFinding: Sendable {
  /// What is missing or wrong.
  enum Cause: Sendable, Hashable {
    /// A series that no rule records.
    case record(String)
    /// What the words of the finding say.
    case other([String])
  }

  var finding: Finding
  /// What it was found in, whatever place that has.
  var subject: [String]
  var cause: Cause

  init(_ finding: Finding, subject: [String], cause: Cause) {
    (self.finding, self.subject, self.cause) = (finding, subject, cause)
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
    var cause: Cause
  }

  var key: Key { Key(code: finding.code, subject: subject, cause: cause) }
}
