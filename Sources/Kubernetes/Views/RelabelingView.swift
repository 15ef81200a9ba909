import ValueTree

/// One relabelling step, read leniently, with Prometheus' defaults where it leaves something out.
public struct RelabelingView: Sendable, Hashable {
  /// In lower case: `replace`, `drop`, `keep`, `labeldrop`, ….
  public var action: String
  /// The labels whose values, joined by `separator`, the regular expression is matched with.
  public var sourceLabels: [String]
  /// Between the values of several source labels.
  public var separator: String
  /// A regular expression, which has to match all of the text.
  public var regex: String
  /// The label that a `replace` writes; nil where the action writes none.
  public var targetLabel: String?
  /// What a `replace` writes, with `$1` for groups.
  public var replacement: String

  /// The step that an object describes; nil for anything else.
  public init?(_ value: Value) {
    guard case .object(let step) = value else { return nil }
    action = (step["action"]?.scalarText ?? "replace").lowercased()
    sourceLabels = (step["sourceLabels"] ?? .null).scalarTexts
    separator = step["separator"]?.scalarText ?? ";"
    regex = step["regex"]?.scalarText ?? "(.*)"
    targetLabel = step["targetLabel"]?.scalarText
    replacement = step["replacement"]?.scalarText ?? "$1"
  }
}
