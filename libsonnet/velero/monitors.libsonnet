// Velero serves plain HTTP on port 8085 of the server and of every node-agent.
function(config)
  local endpoint(job, port) = {
    port: port,
    path: '/metrics',
    interval: config.scrapeInterval,
    // The same job name however Velero was installed: the alerts select by it.
    relabelings: [{ action: 'replace', targetLabel: 'job', replacement: job }],
  };
  local monitor(kind, name) = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: kind,
    metadata: {
      name: name,
      namespace: config.monitoringNamespace,
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'velero' },
    },
    spec: { namespaceSelector: { matchNames: [config.namespace] } },
  };
  local podMonitor(name, job, labels, port) = monitor('PodMonitor', name) {
    spec+: { selector: { matchLabels: labels }, podMetricsEndpoints: [endpoint(job, port)] },
  };

  local shapes = {
    helm: {
      serviceMonitor: monitor('ServiceMonitor', 'velero') {
        spec+: {
          selector: { matchLabels: { 'app.kubernetes.io/name': 'velero' } },
          endpoints: [endpoint('velero', 'http-monitoring')],
        },
      },
      [if config.nodeAgent then 'podMonitorNodeAgent']:
        podMonitor('velero-node-agent', 'node-agent', { name: 'node-agent' }, 'http-monitoring'),
    },
    cli: {
      podMonitor: podMonitor('velero', 'velero', { deploy: 'velero' }, 'metrics'),
      [if config.nodeAgent then 'podMonitorNodeAgent']:
        podMonitor('velero-node-agent', 'node-agent', { name: 'node-agent' }, 'metrics'),
    },
  };

  if !config.monitors then {}
  else if std.objectHas(shapes, config.install) then shapes[config.install]
  else error "velero: install is '%s'; known are %s" % [config.install, std.join(', ', std.objectFields(shapes))]
