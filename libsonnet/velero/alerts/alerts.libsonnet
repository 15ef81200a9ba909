{
  local config = $._config,
  local withRunbook(rule) = rule {
    annotations+: { runbook_url: config.runbookUrlPattern % std.asciiLower(rule.alert) },
  },
  local group(name, rules) = { name: name, rules: std.map(withRunbook, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('velero-backup-age', (import 'age.libsonnet')(config)),
      group('velero-outcome', (import 'outcome.libsonnet')(config)),
      group('velero-volumes', (import 'volumes.libsonnet')(config)),
      group('velero-health', (import 'health.libsonnet')(config)),
    ],
  },
}
