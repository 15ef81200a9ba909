// kube-prometheus v0.18: versions, and alerts on single instances that cannot be reached.
(import 'v0.17.libsonnet') + {
  release: 'v0.18.0',
  minor: 18,

  versions+: {
    alertmanager: '0.33.0',
    grafana: '13.0.2',
    kubeRbacProxy: '0.22.0',
    kubeStateMetrics: '2.19.0',
    nodeExporter: '1.11.1',
    prometheus: '3.12.0',
    prometheusOperator: '0.92.0',
  },

  facts+: {
    crds+: { version: $.versions.prometheusOperator },
  },
}
