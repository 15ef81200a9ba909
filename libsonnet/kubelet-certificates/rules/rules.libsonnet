{
  prometheusRules+:: {
    groups+: [{ name: 'kubelet-certificates.rules', rules: (import 'coverage.libsonnet')($._config) }],
  },
}
