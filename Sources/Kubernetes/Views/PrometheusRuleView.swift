import ValueTree

/// The groups and rules of a PrometheusRule, read leniently: what is not as the API wants it is left out or taken as
/// text, never an error.
///
///     PrometheusRuleView(value)?.groups.first?.rules.first?.name  // "KubePodCrashLooping"
public struct PrometheusRuleView: Sendable {
  /// A rule group.
  public struct Group: Sendable {
    /// Its name; empty where it has none.
    public var name: String
    /// Its place in `spec.groups`, counted from 0.
    public var index: Int
    /// How often it is evaluated, as written; nil for Prometheus' global interval.
    public var interval: String?
    /// The labels that all its rules get, where they have no value of their own; sorted by name.
    public var labels: [Member]
    /// In the order of evaluation; what names neither an alert nor a record is not among them.
    public var rules: [Rule]
  }

  /// An alert or a recording rule.
  public struct Rule: Sendable, Hashable {
    /// What the rule makes.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case alert, record
    }

    /// Whether it alerts or records.
    public var kind: Kind
    /// What `alert` or `record` says.
    public var name: String
    /// Its place in the group's `rules`, counted from 0.
    public var index: Int
    /// The PromQL expression; empty where there is none.
    public var expression: String
    /// How long the expression must hold before the alert fires (`for`), as written.
    public var holdDuration: String?
    /// How long the alert goes on firing after that (`keep_firing_for`), as written.
    public var keepFiringFor: String?
    /// The rule's labels, sorted by name.
    public var labels: [Member]
    /// The rule's annotations, sorted by name.
    public var annotations: [Member]
  }

  /// A label or an annotation.
  public struct Member: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its value, a template perhaps.
    public var value: String
  }

  /// In the order of the object.
  public var groups: [Group]

  /// The view of an object; nil for one of another kind.
  public init?(_ object: Value) {
    guard object["kind"] == "PrometheusRule", object.apiGroup == "monitoring.coreos.com" else { return nil }
    groups = (object["spec"]?["groups"]?.array ?? []).enumerated().compactMap(Group.init)
  }
}

extension PrometheusRuleView.Group {
  fileprivate init?(index: Int, value: Value) {
    guard case .object(let group) = value else { return nil }
    name = group["name"]?.scalarText ?? ""
    self.index = index
    interval = group["interval"]?.scalarText
    labels = PrometheusRuleView.Rule.members(group["labels"])
    rules = (group["rules"]?.array ?? []).enumerated().compactMap(PrometheusRuleView.Rule.init)
  }
}

extension PrometheusRuleView.Rule {
  fileprivate init?(index: Int, value: Value) {
    guard case .object(let rule) = value else { return nil }
    if let alert = rule["alert"]?.scalarText, !alert.isEmpty {
      (kind, name) = (.alert, alert)
    } else if let record = rule["record"]?.scalarText, !record.isEmpty {
      (kind, name) = (.record, record)
    } else {
      return nil
    }
    self.index = index
    expression = rule["expr"]?.scalarText ?? ""
    holdDuration = rule["for"]?.scalarText
    keepFiringFor = rule["keep_firing_for"]?.scalarText
    labels = Self.members(rule["labels"])
    annotations = Self.members(rule["annotations"])
  }

  fileprivate static func members(_ value: Value?) -> [PrometheusRuleView.Member] {
    (value?.object ?? [:])
      .map { PrometheusRuleView.Member(name: $0.key, value: $0.value.scalarText ?? $0.value.description) }
      .sorted { $0.name < $1.name }
  }
}
