function(config)
  local endpoint(job) = {
    port: 'metrics',
    path: '/metrics',
    interval: config.scrapeInterval,
    relabelings: [{ action: 'replace', targetLabel: 'job', replacement: job }],
  };
  local podMonitor(name, spec) = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name: name,
      namespace: config.monitoringNamespace,
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'cloudnative-pg' },
    },
    spec: spec,
  };
  // Two metrics say with `cluster` which Postgres cluster they are of, where all
  // others would have the Kubernetes cluster. The pods' own label tells it already,
  // so it goes, unless Prometheus has moved it to exported_cluster.
  // The empty group is what the label is set to: older operators drop `replacement: ''`.
  local withoutPostgresCluster = {
    action: 'replace',
    sourceLabels: ['__name__', 'exported_cluster'],
    regex: 'cnpg_collector_(?:up|postgres_version);()',
    targetLabel: 'cluster',
  };
  local https = if !config.tls then {} else { scheme: 'https', tlsConfig: { insecureSkipVerify: true } };

  assert !config.monitors || std.length(config.namespaces) > 0 :
         "cloudnative-pg: namespaces is empty; name those in which Postgres clusters run, such as ['orders']";
  if !config.monitors then {} else {
    podMonitor: podMonitor('cloudnative-pg', {
      namespaceSelector: { matchNames: config.namespaces },
      selector: { matchLabels: { 'cnpg.io/podRole': 'instance' } },
      podTargetLabels: ['cnpg.io/cluster', 'cnpg.io/instanceRole'],
      podMetricsEndpoints: [endpoint('cloudnative-pg') + https { metricRelabelings: [withoutPostgresCluster] }],
    }),
    [if config.poolers then 'podMonitorPoolers']: podMonitor('cloudnative-pg-pooler', {
      namespaceSelector: { matchNames: config.namespaces },
      selector: { matchLabels: { 'cnpg.io/podRole': 'pooler' } },
      podTargetLabels: ['cnpg.io/cluster', 'cnpg.io/poolerName'],
      podMetricsEndpoints: [endpoint('cloudnative-pg-pooler')],
    }),
    [if config.operator then 'podMonitorOperator']: podMonitor('cloudnative-pg-operator', {
      namespaceSelector: { matchNames: [config.namespace] },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
      podMetricsEndpoints: [endpoint('cloudnative-pg-operator')],
    }),
  }
