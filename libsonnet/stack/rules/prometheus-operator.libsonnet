// The Prometheus operator, and the sidecars that hand its configurations over.

// More than `share` of the operations of one kind failed.
local failing(name, what, window, duration, share, config) = {
  alert: name,
  expr: |||
    sum by (%(clusterLabel)s, controller, namespace) (
      rate(prometheus_operator_%(what)s_failed_total{%(operatorJobSelector)s}[%(window)s])
    )
    / sum by (%(clusterLabel)s, controller, namespace) (
      rate(prometheus_operator_%(what)s_total{%(operatorJobSelector)s}[%(window)s])
    ) > %(share)s
  ||| % (config { what: what, window: window, share: share }),
  'for': duration,
  labels: { severity: 'warning' },
  annotations: {
    summary: 'The operator cannot read its resources.',
    description:
      'Too many %s of controller {{ $labels.controller }} in namespace {{ $labels.namespace }} fail.' %
      std.strReplace(what, '_', ' '),
  },
};

local erring(name, errors, operations, config) = {
  alert: name,
  expr: |||
    sum by (%(clusterLabel)s, controller, namespace) (
      rate(prometheus_operator_%(errors)s_total{%(operatorJobSelector)s}[5m])
    )
    / sum by (%(clusterLabel)s, controller, namespace) (
      rate(prometheus_operator_%(operations)s_total{%(operatorJobSelector)s}[5m])
    ) > 0.1
  ||| % (config { errors: errors, operations: operations }),
  'for': '10m',
  labels: { severity: 'warning' },
};

function(config) [
  {
    name: 'prometheus-operator',
    rules: [
      failing('PrometheusOperatorListErrors', 'list_operations', '10m', '15m', '0.4', config),
      failing('PrometheusOperatorWatchErrors', 'watch_operations', '5m', '15m', '0.4', config),
      {
        alert: 'PrometheusOperatorSyncFailed',
        expr: |||
          min_over_time(prometheus_operator_syncs{%(operatorJobSelector)s,status="failed"}[5m]) > 0
        ||| % config,
        'for': '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Resources could not be put into effect.',
          description: '{{ $value }} objects of controller {{ $labels.controller }} in namespace {{ $labels.namespace }} stay as they were.',
        },
      },
      erring('PrometheusOperatorReconcileErrors', 'reconcile_errors', 'reconcile_operations', config) {
        annotations: {
          summary: 'Reconciliation fails.',
          description: '{{ $value | humanizePercentage }} of the reconciliations of {{ $labels.controller }} in namespace {{ $labels.namespace }} fail.',
        },
      },
      erring('PrometheusOperatorStatusUpdateErrors', 'status_update_errors', 'status_update_operations', config) {
        since:: 14,
        annotations: {
          summary: 'The status of resources cannot be written.',
          description: '{{ $value | humanizePercentage }} of the status updates of {{ $labels.controller }} in namespace {{ $labels.namespace }} fail.',
        },
      },
      {
        alert: 'PrometheusOperatorNodeLookupErrors',
        expr: |||
          rate(prometheus_operator_node_address_lookup_errors_total{%(operatorJobSelector)s}[5m])
          > 0.1
        ||| % config,
        'for': '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Addresses of nodes are not known.',
          description: 'The operator in namespace {{ $labels.namespace }} cannot keep the addresses of the kubelets up to date.',
        },
      },
      {
        alert: 'PrometheusOperatorNotReady',
        expr: |||
          min by (%(clusterLabel)s, controller, namespace) (
            max_over_time(prometheus_operator_ready{%(operatorJobSelector)s}[5m])
          ) == 0
        ||| % config,
        'for': '5m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A controller of the operator is not ready.',
          description: 'Controller {{ $labels.controller }} in namespace {{ $labels.namespace }} reconciles nothing.',
        },
      },
      {
        alert: 'PrometheusOperatorRejectedResources',
        expr: |||
          min_over_time(
            prometheus_operator_managed_resources{%(operatorJobSelector)s,state="rejected"}[5m]
          ) > 0
        ||| % config,
        'for': '5m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Resources were refused.',
          description: 'Controller {{ $labels.controller }} in namespace {{ $labels.namespace }} refused {{ printf "%0.0f" $value }} {{ $labels.resource }} objects; its log says why.',
        },
      },
    ],
  },
  {
    name: 'config-reloaders',
    rules: [
      {
        alert: 'ConfigReloaderSidecarErrors',
        expr: |||
          max_over_time(reloader_last_reload_successful{namespace=~".+"}[5m])
          == 0
        |||,
        'for': '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A configuration was not handed over.',
          description: 'The config-reloader of {{ $labels.namespace }}/{{ $labels.pod }} fails, so the pod may run with a stale configuration.',
        },
      },
    ],
  },
]
