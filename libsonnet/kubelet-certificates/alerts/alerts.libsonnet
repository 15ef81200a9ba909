local runbooks = import '../../lib/mixin/runbooks.libsonnet';

{
  local config = $._config,
  local group(name, rules) = { name: name, rules: runbooks.linked(config.runbookUrlPattern, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('kubelet-certificates', (import 'kubelet.libsonnet')(config)),
    ] + if !config.clientCertificates then [] else [
      group('client-certificates', (import 'clients.libsonnet')(config)),
    ],
  },
}
