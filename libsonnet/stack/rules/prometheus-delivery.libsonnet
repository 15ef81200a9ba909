// Prometheus handing things on: alerts to the Alertmanagers, samples to remote storage.
local pod = '{{ $labels.namespace }}/{{ $labels.pod }}';

// On the way from Prometheus to the Alertmanagers.
local sending(name, duration, severity, summary, description, expr) = {
  alert: name,
  expr: expr,
  'for': duration,
  labels: { severity: severity },
  annotations: {
    summary: summary,
    description: description,
  },
};

local notifications = [
  sending(
    'PrometheusNotConnectedToAlertmanagers',
    '10m',
    'warning',
    'No Alertmanager is known.',
    'Prometheus %s has found no Alertmanager, so its alerts reach nobody.' % pod,
    |||
      max_over_time(
        prometheus_notifications_alertmanagers_discovered{%(prometheusJobSelector)s}[5m]
      ) < 1
    |||
  ),
  sending(
    'PrometheusErrorSendingAlertsToAnyAlertmanager',
    '15m',
    'critical',
    'Alerts get lost on the way to every Alertmanager.',
    'Even the best Alertmanager misses {{ printf "%%.1f" $value }}%% of the alerts of Prometheus %s.' % pod,
    |||
      min without (alertmanager) (
        rate(prometheus_notifications_errors_total{%(prometheusJobSelector)s}[5m])
        / rate(prometheus_notifications_sent_total{%(prometheusJobSelector)s}[5m])
      ) * 100 > 3
    |||
  ),
  sending(
    'PrometheusErrorSendingAlertsToSomeAlertmanagers',
    '15m',
    'warning',
    'Alerts get lost on the way to one Alertmanager.',
    '{{ printf "%%.1f" $value }}%% of the alerts of Prometheus %s do not reach {{ $labels.alertmanager }}.' % pod,
    |||
      rate(prometheus_notifications_errors_total{%(prometheusJobSelector)s}[5m])
      / rate(prometheus_notifications_sent_total{%(prometheusJobSelector)s}[5m])
      * 100 > 1
    |||
  ),
  sending(
    'PrometheusNotificationQueueRunningFull',
    '15m',
    'warning',
    'The queue of alerts is about to overflow.',
    'The alert queue of Prometheus %s will be full within half an hour.' % pod,
    |||
      predict_linear(prometheus_notifications_queue_length{%(prometheusJobSelector)s}[5m], 30 * 60)
      > min_over_time(prometheus_notifications_queue_capacity{%(prometheusJobSelector)s}[5m])
    |||
  ),
];

// The same alert on what the release's Prometheus tells: per queue since 3.7, for the whole server before.
local behind(expr) = {
  alert: 'PrometheusRemoteWriteBehind',
  expr: expr,
  'for': '15m',
  labels: { severity: 'critical' },
  annotations: {
    summary: 'Remote write lags behind.',
    description: 'Prometheus %s is {{ $value | humanizeDuration }} behind with {{ $labels.remote_name }}:{{ $labels.url }}.' % pod,
  },
};

local remote = [
  behind(|||
    max_over_time(prometheus_remote_storage_queue_highest_timestamp_seconds{%(prometheusJobSelector)s}[5m])
    - max_over_time(prometheus_remote_storage_queue_highest_sent_timestamp_seconds{%(prometheusJobSelector)s}[5m])
    > %(remoteWriteBehindSeconds)d
  |||) { since:: 17 },
  behind(|||
    max_over_time(prometheus_remote_storage_highest_timestamp_in_seconds{%(prometheusJobSelector)s}[5m])
    - ignoring (remote_name, url) group_right ()
    max_over_time(prometheus_remote_storage_queue_highest_sent_timestamp_seconds{%(prometheusJobSelector)s}[5m])
    > %(remoteWriteBehindSeconds)d
  |||) { until:: 16 },
  {
    alert: 'PrometheusRemoteWriteDesiredShards',
    expr: |||
      max_over_time(prometheus_remote_storage_shards_desired{%(prometheusJobSelector)s}[5m])
      > max_over_time(prometheus_remote_storage_shards_max{%(prometheusJobSelector)s}[5m])
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Remote write wants more shards than it may have.',
      description: 'Prometheus %s would need {{ $value }} shards for {{ $labels.remote_name }}:{{ $labels.url }}; it will fall behind.' % pod,
    },
  },
  {
    alert: 'PrometheusRemoteStorageFailures',
    expr: |||
      rate(prometheus_remote_storage_samples_failed_total{%(prometheusJobSelector)s}[5m])
      / (
        rate(prometheus_remote_storage_samples_failed_total{%(prometheusJobSelector)s}[5m])
        + rate(prometheus_remote_storage_samples_total{%(prometheusJobSelector)s}[5m])
      ) * 100 > 1
    |||,
    'for': '15m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Remote storage refuses samples.',
      description: 'Prometheus %s loses {{ printf "%%.1f" $value }}%% of the samples for {{ $labels.remote_name }}:{{ $labels.url }}.' % pod,
    },
  },
];

{
  notifications: notifications,
  remote: remote,
}
