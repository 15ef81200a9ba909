{
  local config = $._config,
  local withRunbook(rule) = rule {
    annotations+: { runbook_url: config.runbookUrlPattern % std.asciiLower(rule.alert) },
  },
  local group(name, rules) = { name: name, rules: std.map(withRunbook, rules) },

  prometheusAlerts+:: {
    groups+: [
      group('kubelet-certificates', (import 'kubelet.libsonnet')(config)),
    ] + if !config.clientCertificates then [] else [
      group('client-certificates', (import 'clients.libsonnet')(config)),
    ],
  },
}
