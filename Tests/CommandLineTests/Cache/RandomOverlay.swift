import TestSupport

/// What an overlay, a library's or a cluster's, may have to say of components, at random.
enum RandomOverlay {
  /// A Jsonnet object.
  static func text(_ random: inout SeededGenerator) -> String {
    let parts = (0...random.below(2)).map { _ in
      let isRight = random.chance(90)
      return random.chance(60)
        ? "grafana+: { \(random.pick(isRight ? lists : wrongLists)) }" : random.pick(isRight ? others : wrongOthers)
    }
    return "{ \(parts.joined(separator: " } + { ")) }"
  }

  private static let own = "{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', namespace: 'monitoring' } }"
  private static let other = "{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'monitoring' } }"

  /// What may become of the list of Grafana's dashboards, in which several targets share.
  private static let lists = [
    "dashboardDefinitions+: { items+: [\(own)] }",
    "dashboardDefinitions+: { items: [\(own)] + super.items }",
    "dashboardDefinitions+: { items: super.items[1:] }",
    "dashboardDefinitions+: { items: super.items[:1] }",
    "dashboardDefinitions+: { items: std.reverse(super.items) }",
    "dashboardDefinitions+: { items: [] }",
    "dashboardDefinitions+: { items: [item { metadata+: { labels: { a: 'b' } } } for item in super.items] }",
    """
    dashboardDefinitions+: {
      items: [
        item { metadata+: { annotations: { size: '%d' % std.length(std.toString(item)) } } }
        for item in super.items
      ],
    }
    """,
    """
    dashboardDefinitions+: {
      items: std.filter(function(item) item.metadata.name != 'grafana-dashboard-team', super.items),
    }
    """,
    "dashboardDefinitions+: { local all = super.items, items: [item for item in all if std.length(item.data) > 0] }",
    "dashboardDefinitions+: { metadata+: { labels: { a: 'b' } } }",
    "dashboardDefinitions+: { items:: super.items }",
    "dashboardDefinitions+: { kind: 'ConfigMap' }",
    "dashboardDefinitions+:: {}",
    "dashboardDefinitions: null",
    "dashboardDefinitions: \(own)",
    "dashboardDefinitions: { apiVersion: 'v1', kind: 'ConfigMapList', items: [\(own), \(other)] }",
  ]

  private static let wrongLists = [
    "dashboardDefinitions+: { items+: [null] }",
    "dashboardDefinitions+: { items+: ['text'] }",
    "dashboardDefinitions+: { items+: [{}] }",
    "dashboardDefinitions+: { items: 'text' }",
    "dashboardDefinitions+: { items: error 'no items' }",
    "dashboardDefinitions+: { items+: [error 'no item'] }",
    "dashboardDefinitions: 'text'",
  ]

  private static let group = "{ name: 'over', rules: [{ alert: 'Over', expr: 'up' }] }"
  private static let others = [
    "prometheus+: { prometheus+: { spec+: { retention: '9d' } } }",
    "team+: { prometheusRule+: { spec+: { groups+: [\(group)] } } }",
    "team+: { prometheusRule+: { spec+: { groups: [group { name: 'renamed' } for group in super.groups] } } }",
    "team+: { prometheusRule+: { spec+: { groups: [\(group)] } } }",
    "team+: { prometheusRule: null }",
    "team: {}",
    "team+:: {}",
    "crew+: { extra: \(own) }",
    "crew+: { prometheusRule+: { spec+: { groups+: [\(group)] } } }",
    "grafana+: { deployment+: { spec+: { replicas: 2 } } }",
    "prometheusOperator+: { deployment+: { spec+: { replicas: 2 } } }",
  ]
  private static let wrongOthers = ["team: 5", "grafana: null", "nothing+: { none+: {} }", "team+: error 'nothing'"]
}
