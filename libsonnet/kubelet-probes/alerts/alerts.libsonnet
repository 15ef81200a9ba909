{
  local config = $._config,
  local withRunbook(rule) = rule {
    annotations+: { runbook_url: config.runbookUrlPattern % std.asciiLower(rule.alert) },
  },

  prometheusAlerts+:: {
    groups+: [
      { name: 'kubelet-probes', rules: std.map(withRunbook, (import 'collisions.libsonnet')(config)) },
    ],
  },
}
