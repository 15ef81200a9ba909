// kube-prometheus v0.13: the profile that the later ones build on. Each later file says what its release changed.
{
  release: 'v0.13.0',
  minor: 13,

  versions: {
    alertmanager: '0.26.0',
    blackboxExporter: '0.24.0',
    configmapReload: '0.5.0',
    grafana: '9.5.3',
    kubeRbacProxy: '0.14.2',
    kubeStateMetrics: '2.9.2',
    nodeExporter: '1.6.1',
    prometheus: '2.46.0',
    prometheusAdapter: '0.11.1',
    prometheusOperator: '0.67.1',
  },

  images: {
    local v = $.versions,
    alertmanager: 'quay.io/prometheus/alertmanager:v' + v.alertmanager,
    blackboxExporter: 'quay.io/prometheus/blackbox-exporter:v' + v.blackboxExporter,
    configmapReload: 'docker.io/jimmidyson/configmap-reload:v' + v.configmapReload,
    grafana: 'docker.io/grafana/grafana:' + v.grafana,
    kubeRbacProxy: 'quay.io/brancz/kube-rbac-proxy:v' + v.kubeRbacProxy,
    kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v' + v.kubeStateMetrics,
    nodeExporter: 'quay.io/prometheus/node-exporter:v' + v.nodeExporter,
    prometheus: 'quay.io/prometheus/prometheus:v' + v.prometheus,
    prometheusAdapter: 'registry.k8s.io/prometheus-adapter/prometheus-adapter:v' + v.prometheusAdapter,
    prometheusConfigReloader: 'quay.io/prometheus-operator/prometheus-config-reloader:v' + v.prometheusOperator,
    prometheusOperator: 'quay.io/prometheus-operator/prometheus-operator:v' + v.prometheusOperator,
  },

  facts: {
    // Pod security labels of the monitoring namespace, without their prefix.
    podSecurity: {},
    // Every container has a group, and every one of kube-rbac-proxy a seccomp profile.
    hardened: false,
    // Prometheus discovers targets through EndpointSlices instead of Endpoints.
    endpointSlices: false,
    // The control plane is also scraped at /metrics/slis.
    slis: false,
    // Fields that the release sets on the operator's resources.
    prometheusSpec: {},
    alertmanagerSpec: {},

    operator: {
      // Command line flags by name.
      flags: {},
      env: [],
      // API group of the events that the operator writes; null: it writes none.
      eventsGroup: null,
      readsStorageClasses: false,
      // Resources with a status that the operator writes.
      status: ['alertmanagers', 'prometheuses', 'prometheusagents', 'thanosrulers'],
    },

    crds: {
      // The operator's version that the definitions say they come from; null: they do not say.
      version: null,
      status: ['Alertmanager', 'Prometheus', 'PrometheusAgent', 'ThanosRuler'],
      scale: [],
    },

    nodeExporter: { port: 9100, hostProcfs: false },

    // The blackbox exporter's ClusterRole has labels.
    labelsBlackboxRole: false,

    // Metrics that kube-state-metrics' monitor drops.
    kubeStateMetricsDropped: ['kube_endpoint_address_not_ready', 'kube_endpoint_address_available'],

    controlPlane: {
      labels: {},
      // Histograms of the API server whose finer buckets are dropped.
      thinnedHistograms: ['apiserver_request_duration_seconds'],
      thinsBodySizes: false,
      dropsStorageObjects: false,
      // The objective's histogram: apiserver_request_ + this + _duration_seconds.
      requestDuration: 'slo',
      // The scheduler's histograms: scheduler_ + these + _duration_seconds.
      schedulerHistograms: ['e2e_scheduling', 'scheduling_algorithm', 'binding'],
    },
  },
}
