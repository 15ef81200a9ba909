local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local context = config { window: duration(config.failureWindowSeconds) };

  [
    {
      alert: 'VeleroVolumeSnapshotFailed',
      expr: |||
        sum by (%(clusterLabel)s, namespace, schedule) (
          increase(velero_volume_snapshot_failure_total{%(veleroSelector)s}[%(window)s])
        ) > 0
      ||| % context,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero could not take a volume snapshot.',
        description: 'A volume snapshot through a plugin failed {{ if $labels.schedule }}for schedule {{ $labels.schedule }} {{ end }}in namespace {{ $labels.namespace }}; the backup has no data of that volume.',
      },
    },
    {
      // Every backup brings a series of its own (label backupName), born with its
      // final value, which increase() cannot see: hence the sums of two moments.
      alert: 'VeleroCSISnapshotFailed',
      expr: |||
        sum by (%(clusterLabel)s, namespace, schedule) (velero_csi_snapshot_failure_total{%(veleroSelector)s})
        > (
          sum by (%(clusterLabel)s, namespace, schedule) (velero_csi_snapshot_failure_total{%(veleroSelector)s} offset %(window)s)
          or
          0 * sum by (%(clusterLabel)s, namespace, schedule) (velero_csi_snapshot_failure_total{%(veleroSelector)s})
        )
      ||| % context,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero could not take a CSI volume snapshot.',
        description: 'A CSI snapshot failed {{ if $labels.schedule }}for schedule {{ $labels.schedule }} {{ end }}in namespace {{ $labels.namespace }}; the backup has no data of that volume.',
      },
    },
  ] + if !config.nodeAgent then [] else [
    {
      alert: 'VeleroNodeAgentQueueStuck',
      expr: |||
        (
          sum by (%(clusterLabel)s, namespace, node) (podVolume_pod_volume_backup_enqueue_count{%(nodeAgentSelector)s})
          - (
            sum by (%(clusterLabel)s, namespace, node) (podVolume_pod_volume_backup_dequeue_count{%(nodeAgentSelector)s})
            or
            0 * sum by (%(clusterLabel)s, namespace, node) (podVolume_pod_volume_backup_enqueue_count{%(nodeAgentSelector)s})
          ) > 0
        )
        unless on (%(clusterLabel)s, namespace, node)
        sum by (%(clusterLabel)s, namespace, node) (increase(podVolume_pod_volume_backup_dequeue_count{%(nodeAgentSelector)s}[15m])) > 0
      ||| % context,
      'for': duration(config.nodeAgentQueueStuckSeconds),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero node-agent does not get through its volumes.',
        description: 'The node-agent on node {{ $labels.node }} has had {{ $value }} volume backups open and has finished none for a long time; their backups will time out.',
      },
    },
    {
      alert: 'VeleroDataUploadFailed',
      expr: |||
        sum by (%(clusterLabel)s, namespace, node) (
          increase(podVolume_data_upload_failure_total{%(nodeAgentSelector)s}[%(window)s])
        ) > 0
      ||| % context,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero could not upload the data of a volume.',
        description: 'The node-agent on node {{ $labels.node }} failed to move a volume snapshot to the object storage.',
      },
    },
    {
      alert: 'VeleroDataDownloadFailed',
      expr: |||
        sum by (%(clusterLabel)s, namespace, node) (
          increase(podVolume_data_download_failure_total{%(nodeAgentSelector)s}[%(window)s])
        ) > 0
      ||| % context,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero could not download the data of a volume.',
        description: 'The node-agent on node {{ $labels.node }} failed to bring a volume back from the object storage; the restore lacks its data.',
      },
    },
  ]
