// kube-prometheus v0.14: pod security labels, seccomp, ScrapeConfig objects, /metrics/slis; slo became sli.
(import 'v0.13.libsonnet') + {
  release: 'v0.14.0',
  minor: 14,

  versions+: {
    alertmanager: '0.27.0',
    blackboxExporter: '0.25.0',
    configmapReload: '0.13.1',
    grafana: '11.2.0',
    kubeRbacProxy: '0.18.1',
    kubeStateMetrics: '2.13.0',
    nodeExporter: '1.8.2',
    prometheus: '2.54.1',
    prometheusAdapter: '0.12.0',
    prometheusOperator: '0.76.2',
  },

  images+: {
    configmapReload: 'ghcr.io/jimmidyson/configmap-reload:v' + $.versions.configmapReload,
  },

  facts+: {
    podSecurity: { warn: 'privileged', 'warn-version': 'latest' },
    hardened: true,
    slis: true,
    prometheusSpec+: { scrapeConfigSelector: {}, scrapeConfigNamespaceSelector: {} },
    alertmanagerSpec+: { secrets: [] },
    operator+: {
      env: [{ name: 'GOGC', value: '30' }],
      eventsGroup: '',
      readsStorageClasses: true,
    },
    crds+: {
      version: $.versions.prometheusOperator,
      scale: ['Alertmanager', 'Prometheus', 'PrometheusAgent'],
    },
    controlPlane+: { requestDuration: 'sli' },
  },
}
