// kube-prometheus v0.16: status of ServiceMonitors, labels on the control plane's monitors and on one more role.
(import 'v0.15.libsonnet') + {
  release: 'v0.16.0',
  minor: 16,

  versions+: {
    blackboxExporter: '0.27.0',
    grafana: '12.1.0',
    kubeStateMetrics: '2.16.0',
    prometheus: '3.5.0',
    prometheusOperator: '0.85.0',
  },

  facts+: {
    operator+: { status+: ['servicemonitors'] },
    crds+: { status+: ['ServiceMonitor'] },
    labelsBlackboxRole: true,
    controlPlane+: { labels: { 'app.kubernetes.io/component': 'kubernetes' } },
  },
}
