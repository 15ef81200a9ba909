import Kubernetes
import PromQL

/// One metric that a build asks its Prometheus for.
public struct NeededMetric: Sendable {
  /// One place that asks for it.
  public struct User: Sendable, Hashable {
    /// What kind of thing asks.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      case alert, record, dashboard, adapter
    }

    /// What kind of thing asks.
    public var kind: Kind
    /// The name of the rule, the title of the dashboard, or what the adapter's query is for.
    public var name: String
    /// The object that it is in.
    public var object: ObjectReference

    /// `alert TargetDown`, `dashboard Nodes`.
    public var description: String { "\(kind.rawValue) \(name)" }
  }

  /// The metric's name.
  public var name: String
  /// Whether a rule of the build records it.
  public var isRecorded: Bool
  /// Who asks for it, each once, in the order of the build's objects.
  public var users: [User]
}

extension BuildCheck {
  /// Every metric that rules, dashboards and the adapter ask for by its name, in the order of names. What Prometheus
  /// has only while an alert fires is not among them, nor what is chosen by a regular expression or a variable.
  public var neededMetrics: [NeededMetric] {
    var users: [String: [NeededMetric.User]] = [:]
    for query in graph.queries {
      let user = NeededMetric.User(query)
      for name in Set(query.namedMetrics) where !(users[name]?.contains(user) ?? false) {
        users[name, default: []].append(user)
      }
    }
    return users.keys.sorted().map { name in
      NeededMetric(name: name, isRecorded: graph.recorders[name] != nil, users: users[name] ?? [])
    }
  }

  /// The names of all series that rules record, sorted.
  var recordedNames: [String] { graph.recorders.keys.sorted() }
}

extension Query {
  /// The metrics that it names, in the order of the text.
  fileprivate var namedMetrics: [String] {
    expression.selectors.compactMap(\.metric).filter { name in
      !expression.isFilledIn(name) && !Query.madeByPrometheus.contains(name)
    }
  }

  /// Series that are there only while an alert is.
  private static let madeByPrometheus: Set = ["ALERTS", "ALERTS_FOR_STATE"]
}

extension NeededMetric.User {
  fileprivate init(_ query: Query) {
    object = query.object
    switch query.origin {
    case .alert: (kind, name) = (.alert, query.name)
    case .record: (kind, name) = (.record, query.name)
    case .panel, .variable: (kind, name) = (.dashboard, query.container)
    case .adapter: (kind, name) = (.adapter, query.name)
    }
  }
}
