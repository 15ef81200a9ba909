local runbooks = import '../../lib/mixin/runbooks.libsonnet';

{
  local config = $._config,
  local group(name, rules) = { name: name, rules: runbooks.linked(config.runbookUrlPattern, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('cloudnative-pg-health', (import 'health.libsonnet')(config)),
      group('cloudnative-pg-replication', (import 'replication.libsonnet')(config)),
      group('cloudnative-pg-backup', (import 'backup.libsonnet')(config)),
      group('cloudnative-pg-database', (import 'database.libsonnet')(config)),
    ] + if !config.poolers then [] else [
      group('cloudnative-pg-poolers', (import 'poolers.libsonnet')(config)),
    ],
  },
}
