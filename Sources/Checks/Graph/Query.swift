import Diagnostics
import Kubernetes
import PromQL

/// One place of a build that asks for series.
struct Query: Sendable {
  /// What asks.
  enum Origin: String, Sendable, Hashable {
    case alert, record, panel, variable, adapter

    /// Whether Prometheus evaluates it whether somebody looks or not.
    var isRule: Bool { self == .alert || self == .record }
  }

  /// Its place among all queries of a build.
  var index = 0
  var origin: Origin
  /// The object that holds it, and the file of that, where it is known.
  var object: ObjectReference
  var source: SourceLocation?
  /// The place in the object.
  var path: String
  /// The group of a rule, the title of a dashboard, the key of the adapter's configuration.
  var container: String
  /// The name of a rule or a variable, the title of a panel, what the adapter's query is for.
  var name: String
  /// The rule that it is, where it is one.
  var rule: PrometheusRuleView.Rule?
  /// The label that a dashboard's variable asks the values of, where it does.
  var askedLabel: String?
  /// What it asks.
  var expression: ReadExpression

  /// How a message names it: `alert KubePodNotReady`, `panel 'CPU' of dashboard 'Nodes'`.
  var description: String {
    switch origin {
    case .alert: "alert \(name)"
    case .record: "recording rule \(name)"
    case .panel: "panel '\(name)' of \(subject)"
    case .variable: "variable '\(name)' of \(subject)"
    case .adapter: "the adapter's \(name)"
    }
  }

  /// What a finding is about: the dashboard as a whole, else the query.
  var subject: String { isDashboard ? "dashboard '\(container)'" : description }

  /// Whether a person has to look at it.
  var isDashboard: Bool { origin == .panel || origin == .variable }

  /// What the identity of a dashboard begins with.
  static let dashboardIdentity = "dashboard"

  /// What stays of the subject from one build to the next, whatever place it has.
  var identity: [String] {
    let labels = (rule?.labels ?? []).flatMap { [$0.name, $0.value] }
    return isDashboard ? [Self.dashboardIdentity, container] : [origin.rawValue, name] + labels
  }
}
