{
  local config = $._config,
  local withRunbook(rule) = rule {
    annotations+: { runbook_url: config.runbookUrlPattern % std.asciiLower(rule.alert) },
  },
  local group(name, rules) = { name: name, rules: std.map(withRunbook, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('cloudnative-pg-health', (import 'health.libsonnet')(config)),
      group('cloudnative-pg-replication', (import 'replication.libsonnet')(config)),
      group('cloudnative-pg-backup', (import 'backup.libsonnet')(config)),
      group('cloudnative-pg-database', (import 'database.libsonnet')(config)),
    ],
  },
}
