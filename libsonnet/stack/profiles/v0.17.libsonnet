// kube-prometheus v0.17: discovery through EndpointSlices, AlertmanagerConfig objects, status of every operator
// resource.
(import 'v0.16.libsonnet') + {
  release: 'v0.17.0',
  minor: 17,

  versions+: {
    alertmanager: '0.31.1',
    blackboxExporter: '0.28.0',
    grafana: '12.4.1',
    kubeRbacProxy: '0.21.0',
    kubeStateMetrics: '2.18.0',
    nodeExporter: '1.10.2',
    prometheus: '3.10.0',
    prometheusOperator: '0.89.0',
  },

  facts+: {
    endpointSlices: true,
    prometheusSpec+: { serviceDiscoveryRole: 'EndpointSlice' },
    alertmanagerSpec+: { alertmanagerConfigSelector: {} },
    operator+: {
      flags+: {
        'disable-unmanaged-prometheus-configuration': true,
        'kubelet-endpointslice': true,
        'watch-referenced-objects-in-all-namespaces': true,
      },
      eventsGroup: 'events.k8s.io',
      status+: ['scrapeconfigs', 'podmonitors', 'probes', 'prometheusrules'],
    },
    crds+: {
      // The release ships definitions one version ahead of its operator.
      version: '0.90.0',
      status+: ['AlertmanagerConfig', 'PodMonitor', 'Probe', 'PrometheusRule', 'ScrapeConfig'],
    },
    controlPlane+: {
      dropsStorageObjects: true,
      schedulerHistograms: ['scheduling_attempt', 'scheduling_algorithm', 'pod_scheduling_sli'],
    },
  },
}
