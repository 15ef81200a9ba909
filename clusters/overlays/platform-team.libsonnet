// The platform team's own alerts, the same for every cluster.
function(variables) {
  platformTeam: {
    prometheusRule: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: {
        name: 'platform-team-rules',
        namespace: variables.namespace,
        labels: { prometheus: 'k8s', role: 'alert-rules', 'app.kubernetes.io/part-of': 'platform-team' },
      },
      spec: {
        groups: [{
          name: 'platform-team',
          rules: [{
            alert: 'NamespaceWithoutQuota',
            expr: |||
              (kube_namespace_status_phase{%(selector)s, phase="Active", namespace!~"default|kube-.*|%(own)s"} == 1)
              unless on (cluster, namespace)
              kube_resourcequota{%(selector)s}
            ||| % { selector: 'job="kube-state-metrics"', own: variables.namespace },
            'for': '1h',
            labels: { severity: 'info', team: 'platform' },
            annotations: {
              summary: 'Namespace without a quota.',
              description: 'Namespace {{ $labels.namespace }} has no ResourceQuota: its pods can take a whole node pool.',
              runbook_url: 'https://runbooks.example.com/platform/namespacewithoutquota',
            },
          }],
        }],
      },
    },
  },
}
