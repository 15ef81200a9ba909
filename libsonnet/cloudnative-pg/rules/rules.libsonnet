{
  prometheusRules+:: {
    groups+: [{ name: 'cloudnative-pg.rules', rules: (import 'cluster.libsonnet')($._config) }],
  },
}
