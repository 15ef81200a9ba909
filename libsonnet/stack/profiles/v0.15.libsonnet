// kube-prometheus v0.15: Prometheus 3, node-exporter on a local port of its own, thinner API server histograms.
(import 'v0.14.libsonnet') + {
  release: 'v0.15.0',
  minor: 15,

  versions+: {
    alertmanager: '0.28.1',
    blackboxExporter: '0.26.0',
    configmapReload: '0.15.0',
    grafana: '12.0.1',
    kubeRbacProxy: '0.19.1',
    kubeStateMetrics: '2.15.0',
    nodeExporter: '1.9.1',
    prometheus: '3.4.0',
    prometheusOperator: '0.83.0',
  },

  facts+: {
    operator+: { flags+: { 'kubelet-endpoints': true, 'kubelet-endpointslice': false } },
    nodeExporter: { port: 9101, hostProcfs: true },
    kubeStateMetricsDropped+: ['kube_endpoint_ports'],
    controlPlane+: {
      thinnedHistograms: [
        'apiserver_request_duration_seconds',
        'apiserver_request_sli_duration_seconds',
        'etcd_request_duration_seconds',
      ],
      thinsBodySizes: true,
    },
  },
}
