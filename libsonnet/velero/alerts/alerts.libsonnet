local runbooks = import '../../lib/mixin/runbooks.libsonnet';

{
  local config = $._config,
  local group(name, rules) = { name: name, rules: runbooks.linked(config.runbookUrlPattern, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('velero-backup-age', (import 'age.libsonnet')(config)),
      group('velero-outcome', (import 'outcome.libsonnet')(config)),
      group('velero-volumes', (import 'volumes.libsonnet')(config)),
      group('velero-health', (import 'health.libsonnet')(config)),
    ],
  },
}
