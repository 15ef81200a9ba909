import TestSupport

/// The files of one library of one's own, changed at random: what there is to patch and to show, and what is wrong.
struct RandomLibrary {
  let name: String
  /// The name as one word, for what is named after it.
  private let word: String
  private var threshold = 1
  private var groups: [String]
  private var alerts: [String]
  private var records: [String] = []
  private var dashboards: [String]
  private var settings: [String] = []
  private var namespace = "'shop'"
  private var fault = ""
  private var monitors: String?
  private var overlay: String?

  init(_ name: String) {
    self.name = name
    word = name.filter(\.isLetter)
    groups = [word]
    alerts = ["\(word)Slow"]
    dashboards = ["\(word).json"]
  }

  /// The texts by the files' names; nil where there is none.
  var files: [(name: String, text: String?)] {
    [("mixin.libsonnet", mixin), ("monitors.libsonnet", monitors), ("overlay.libsonnet", overlay)]
  }

  /// Makes one change, and says what of.
  mutating func change(_ random: inout SeededGenerator) -> String {
    switch random.below(16) {
    case 0...4:
      threshold = random.below(100)
      return "an expression"
    case 5...6:
      alerts.toggle(random.pick(["Slow", "Down", "Watchdog", "More"].map { "\(word)\($0)" } + ["Watchdog"]))
      return "alerts: \(alerts)"
    case 7:
      groups.toggle(random.pick([word, "late", "general.rules"]))
      return "groups: \(groups)"
    case 8:
      records.toggle(random.pick(["\(word):requests:rate", "\(word):errors:rate"]))
      return "records: \(records)"
    case 9...10:
      dashboards.toggle(
        random.pick(["\(word).json", "\(word)-more.json", "\(word)_more.json", "team.json", "prometheus.json"]))
      return "dashboards: \(dashboards)"
    case 11:
      settings.toggle(random.pick(["limit", "size"]))
      return "settings: \(settings)"
    case 12:
      namespace = random.pick(["null", "'shop'", "'\(name)'"])
      return "namespace \(namespace)"
    case 13:
      monitors = random.chance(30) ? nil : random.pick(Self.monitors)
      return "monitors: \(monitors ?? "none")"
    case 14:
      overlay = random.chance(40) ? nil : "function(config) \(RandomOverlay.text(&random))"
      if random.chance(10) { overlay = random.pick(Self.wrongOverlays) }
      return "overlay: \(overlay ?? "none")"
    default:
      fault = fault.isEmpty ? random.pick(Self.faults) : ""
      return "fault: \(fault.isEmpty ? "none" : fault)"
    }
  }

  /// Makes it whole again.
  mutating func repair() -> String {
    (fault, monitors, overlay) = ("", nil, nil)
    return "repaired"
  }

  private var mixin: String {
    let rules = alerts.map { "{ alert: '\($0)', expr: 'up < %d' % $._config.threshold, labels: { severity: 'info' } }" }
    let recorded = records.map { "{ record: '\($0)', expr: 'up > %d' % $._config.threshold }" }
    let groups = groups.map { "{ name: '\($0)', rules: [\(rules.joined(separator: ", "))] }" }
    let shown = dashboards.map { "'\($0)': { title: 'At \(threshold) of %d' % $._config.threshold }" }
    let settings = settings.map { ", \($0): 1" }.joined()
    return """
      {
        _config+:: { threshold: \(threshold), namespace: \(namespace)\(settings) },
        prometheusAlerts+:: { groups+: [\(groups.joined(separator: ", "))] },
        prometheusRules+:: { groups+: [{ name: '\(name)-records', rules: [\(recorded.joined(separator: ", "))] }] },
        grafanaDashboards+:: { \(shown.joined(separator: ", ")) },
      } + {} \(fault)
      """
  }

  private static let wrongOverlays = ["{}", "function(config) []", "function(config) error 'no overlay'"]

  private static let monitor =
    "apiVersion: 'monitoring.coreos.com/v1', metadata: { name: 'mine', namespace: 'monitoring' }"
  private static let monitors = [
    "function(config) { podMonitor: { \(monitor), kind: 'PodMonitor', spec: { limit: config.threshold } } }",
    """
    function(config) {
      more: {
        \(monitor), kind: 'PrometheusRule',
        spec: { groups: [{ name: 'late', rules: [{ alert: 'Late', expr: 'up' }] }] },
      },
    }
    """,
    "function(config) { one: { \(monitor), kind: 'A', data: { where: config.monitoringNamespace } }, two: null }",
    "function(config) { list: { apiVersion: 'v1', kind: 'AList', items: [{ \(monitor), kind: 'A' }] } }",
    "{}", "function(config) []", "function(config) { bad: 5 }", "function(config) { bad: { kind: 5 } }",
    "function(config) error 'no monitors'", "function(config) { limit: config.limit }",
  ]

  private static let faults = [
    "+ { prometheusAlerts:: 'text' }",
    "+ { prometheusAlerts+:: { groups: {} } }",
    "+ { prometheusAlerts+:: { groups+: [5] } }",
    "+ { prometheusAlerts+:: { groups+: [{ name: 'late', rules: [{ alert: 7 }] }] } }",
    "+ { prometheusAlerts+:: { groups+: [{ name: 'late', rules: [{ alert: 'L', expr: error 'no text' }] }] } }",
    "+ { prometheusAlerts+:: { groups+: [{ name: 'late', rules: [{ alert: error 'no name' }] }] } }",
    "+ { prometheusRules+:: error 'no rules' }",
    "+ { grafanaDashboards:: [] }",
    "+ { grafanaDashboards+:: error 'no dashboards' }",
    "+ { grafanaDashboards+:: { 'late.json': error 'no dashboard' } }",
    "+ { grafanaDashboards+:: { 'late.json': null } }",
    "+ { _config:: 3 }",
    "+ { _config+:: { namespaces: 'one' } }",
    "+ { _config+:: { namespaces: ['one', 'two'] } }",
    "+ { _config+:: { namespaces: ['one', 2] } }",
    "+ { _config+:: { namespaces: [function(x) x] } }",
    "+ { _config+:: { namespace: 4 } }",
    "+ { _config+:: { namespace: error 'no namespace' } }",
    "+ { _config+:: { threshold: error 'no threshold' } }",
    "+ error 'no mixin'",
    "+ (import 'nowhere.libsonnet')",
    "}",
  ]
}

extension [String] {
  /// Takes an element away, or adds it where it is not there.
  fileprivate mutating func toggle(_ element: String) {
    if let index = firstIndex(of: element) { remove(at: index) } else { append(element) }
  }
}
