local duration = import '../../lib/mixin/duration.libsonnet';

function(config) [
  {
    // `== 1` inside: a target that is there but fails its scrapes counts as absent.
    alert: 'VeleroServerAbsent',
    expr: |||
      absent(up{%(veleroSelector)s} == 1)
    ||| % config,
    'for': duration(config.serverAbsentSeconds),
    labels: { severity: 'critical' },
    annotations: {
      summary: 'No healthy Velero server is seen by Prometheus.',
      description: 'Prometheus has no Velero server target, or every scrape of it fails. No backup runs without the server, and none of the other Velero alerts can fire.',
    },
  },
  {
    alert: 'VeleroBackupLocationUnavailable',
    expr: |||
      min by (%(clusterLabel)s, namespace, backup_location_name) (
        velero_backup_location_status_gauge{%(veleroSelector)s}
      ) == 0
    ||| % config,
    'for': duration(config.locationUnavailableSeconds),
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Velero cannot reach a backup storage location.',
      description: 'Backup storage location {{ $labels.backup_location_name }} in namespace {{ $labels.namespace }} is unavailable: backups to it are refused, and restores from it are impossible.',
    },
  },
] + if !config.nodeAgent then [] else [
  {
    alert: 'VeleroNodeAgentUnavailable',
    expr: |||
      max by (%(clusterLabel)s, namespace, daemonset) (
        kube_daemonset_status_number_unavailable{%(kubeStateMetricsSelector)s, namespace="%(namespace)s", daemonset="node-agent"}
      ) > 0
    ||| % config,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A Velero node-agent is not running.',
      description: '{{ $value }} pods of the node-agent DaemonSet in namespace {{ $labels.namespace }} are unavailable; volumes on those nodes are neither backed up nor restored.',
    },
  },
]
