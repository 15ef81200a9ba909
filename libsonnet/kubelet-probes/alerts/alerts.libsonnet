local runbooks = import '../../lib/mixin/runbooks.libsonnet';

{
  local config = $._config,

  prometheusAlerts+:: {
    groups+: [
      { name: 'kubelet-probes', rules: runbooks.linked(config.runbookUrlPattern, (import 'collisions.libsonnet')(config)) },
    ],
  },
}
