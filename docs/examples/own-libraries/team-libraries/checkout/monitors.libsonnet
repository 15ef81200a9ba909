// A function of the settings that gives objects; monitoringNamespace is where Prometheus looks for them.
function(config) {
  serviceMonitor: {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: {
      name: 'checkout',
      namespace: config.monitoringNamespace,
      labels: { 'app.kubernetes.io/name': 'checkout' },
    },
    spec: {
      namespaceSelector: { matchNames: [config.namespace] },
      selector: { matchLabels: { app: 'checkout' } },
      endpoints: [{ port: 'metrics', interval: '30s' }],
    },
  },
}
