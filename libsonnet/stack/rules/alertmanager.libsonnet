// Alertmanager: its cluster, its configuration and what it sends.
local pod = '{{ $labels.namespace }}/{{ $labels.pod }}';

function(config) [
  {
    name: 'alertmanager.rules',
    rules: [
      {
        alert: 'AlertmanagerFailedReload',
        expr: |||
          max_over_time(
            alertmanager_config_last_reload_successful{%(alertmanagerJobSelector)s}[5m]
          ) == 0
        ||| % config,
        'for': '10m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'The configuration cannot be loaded.',
          description: 'Alertmanager %s keeps an old configuration because it refuses the new one.' % pod,
        },
      },
      {
        alert: 'AlertmanagerMembersInconsistent',
        expr: |||
          max_over_time(alertmanager_cluster_members{%(alertmanagerJobSelector)s}[5m])
          < on (%(clusterLabel)s, namespace, service) group_left ()
          count by (%(clusterLabel)s, namespace, service) (
            max_over_time(alertmanager_cluster_members{%(alertmanagerJobSelector)s}[5m])
          )
        ||| % config,
        'for': '15m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'The members of the cluster do not all know each other.',
          description: 'Alertmanager %s sees {{ $value }} members only; notifications may come twice.' % pod,
        },
      },
      {
        alert: 'AlertmanagerFailedToSendAlerts',
        expr: |||
          sum without (reason) (rate(alertmanager_notifications_failed_total{%(alertmanagerJobSelector)s}[15m]))
          / rate(alertmanager_notifications_total{%(alertmanagerJobSelector)s}[15m])
          > 0.01
        ||| % config,
        'for': '5m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'One Alertmanager cannot deliver.',
          description: 'Alertmanager %s loses {{ $value | humanizePercentage }} of its notifications to {{ $labels.integration }}.' % pod,
        },
      },
      {
        alert: 'AlertmanagerClusterFailedToSendAlerts',
        expr: |||
          min by (%(clusterLabel)s, namespace, service, integration) (
            sum without (reason) (rate(alertmanager_notifications_failed_total{%(alertmanagerJobSelector)s}[15m]))
            / (rate(alertmanager_notifications_total{%(alertmanagerJobSelector)s}[15m]) > 0)
          ) > 0.01
        ||| % config,
        'for': '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'No Alertmanager can deliver.',
          description: 'Every member of {{ $labels.service }} loses at least {{ $value | humanizePercentage }} of the notifications to {{ $labels.integration }}.',
        },
      },
      {
        alert: 'AlertmanagerConfigInconsistent',
        expr: |||
          count by (%(clusterLabel)s, namespace, service) (
            count_values by (%(clusterLabel)s, namespace, service) (
              "config_hash", alertmanager_config_hash{%(alertmanagerJobSelector)s}
            )
          ) != 1
        ||| % config,
        'for': '20m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'The members run different configurations.',
          description: 'Alertmanagers of {{ $labels.service }} run {{ $value }} different configurations.',
        },
      },
      {
        alert: 'AlertmanagerClusterDown',
        expr: |||
          count by (%(clusterLabel)s, namespace, service) (
            avg_over_time(up{%(alertmanagerJobSelector)s}[5m]) < 0.5
          )
          / count by (%(clusterLabel)s, namespace, service) (up{%(alertmanagerJobSelector)s})
          >= 0.5
        ||| % config,
        'for': '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'Half of the Alertmanagers or more are down.',
          description: '{{ $value | humanizePercentage }} of the Alertmanagers of {{ $labels.service }} were down for most of five minutes.',
        },
      },
      {
        alert: 'AlertmanagerClusterCrashlooping',
        expr: |||
          count by (%(clusterLabel)s, namespace, service) (
            changes(process_start_time_seconds{%(alertmanagerJobSelector)s}[10m]) > 4
          )
          / count by (%(clusterLabel)s, namespace, service) (up{%(alertmanagerJobSelector)s})
          >= 0.5
        ||| % config,
        'for': '5m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'Half of the Alertmanagers or more keep restarting.',
          description: '{{ $value | humanizePercentage }} of the Alertmanagers of {{ $labels.service }} restarted five times or more in ten minutes.',
        },
      },
    ],
  },
]
