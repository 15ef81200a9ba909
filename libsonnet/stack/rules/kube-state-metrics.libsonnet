// kube-state-metrics: whether it sees all objects that it reports on.
local failing(name, what, config) = {
  alert: name,
  expr: |||
    sum by (%(clusterLabel)s) (
      rate(kube_state_metrics_%(what)s_total{%(kubeStateSelector)s,result="error"}[5m])
    )
    / sum by (%(clusterLabel)s) (
      rate(kube_state_metrics_%(what)s_total{%(kubeStateSelector)s}[5m])
    ) > 0.01
  ||| % (config { what: what }),
  'for': '15m',
  labels: { severity: 'critical' },
  annotations: {
    summary: 'kube-state-metrics cannot %s objects.' % what,
    description: 'More than 1%% of the %s operations fail, so metrics about Kubernetes objects are wrong or missing.' % what,
  },
};

function(config) [
  {
    name: 'kube-state-metrics',
    rules: [
      failing('KubeStateMetricsListErrors', 'list', config),
      failing('KubeStateMetricsWatchErrors', 'watch', config),
      {
        alert: 'KubeStateMetricsShardingMismatch',
        expr: |||
          stdvar by (%(clusterLabel)s) (
            kube_state_metrics_total_shards{%(kubeStateSelector)s}
          ) != 0
        ||| % config,
        'for': '15m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'The shards do not agree on their number.',
          description: 'Pods of kube-state-metrics were given different numbers of shards; objects are reported twice or never.',
        },
      },
      {
        alert: 'KubeStateMetricsShardsMissing',
        expr: |||
          max by (%(clusterLabel)s) (kube_state_metrics_total_shards{%(kubeStateSelector)s})
          - count by (%(clusterLabel)s) (
            group by (%(clusterLabel)s, shard_ordinal) (
              kube_state_metrics_shard_ordinal{%(kubeStateSelector)s}
            )
          ) != 0
        ||| % config,
        'for': '15m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'Shards are missing.',
          description: '{{ $value }} shards of kube-state-metrics do not run; the objects that belong to them are not reported.',
        },
      },
    ],
  },
]
