local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local increased(counter) = |||
    sum by (%(clusterLabel)s, namespace, schedule) (
      increase(%(counter)s{%(veleroSelector)s}[%(window)s])
    ) > 0
  ||| % config { counter: counter, window: duration(config.failureWindowSeconds) };
  local which = '{{ if $labels.schedule }}schedule {{ $labels.schedule }}{{ else }}no schedule (made by hand){{ end }}';

  [
    {
      alert: 'VeleroBackupFailed',
      expr: increased('velero_backup_failure_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero backup failed.',
        description: 'A backup of %s in namespace {{ $labels.namespace }} ended as Failed: nothing of it can be restored.' % which,
      },
    },
    {
      alert: 'VeleroBackupPartiallyFailed',
      expr: increased('velero_backup_partial_failure_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero backup failed in part.',
        description: 'A backup of %s in namespace {{ $labels.namespace }} ended as PartiallyFailed: some items or volumes are missing from it.' % which,
      },
    },
    {
      alert: 'VeleroBackupValidationFailed',
      expr: increased('velero_backup_validation_failure_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero refused a backup as invalid.',
        description: 'A backup of %s in namespace {{ $labels.namespace }} did not pass validation and was not started; a wrong or missing storage location is the usual cause.' % which,
      },
    },
    {
      alert: 'VeleroLastBackupFailed',
      expr: |||
        min by (%(clusterLabel)s, namespace, schedule) (
          velero_backup_last_status{%(veleroSelector)s, schedule!=""}
        ) == 0
      ||| % config,
      'for': '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The last backup of a Velero schedule did not complete.',
        description: 'The latest backup of schedule {{ $labels.schedule }} in namespace {{ $labels.namespace }} failed, wholly or in part, or was refused. The alert clears with the next completed backup.',
      },
    },
    {
      alert: 'VeleroBackupDeletionFailed',
      expr: increased('velero_backup_deletion_failure_total'),
      labels: { severity: 'info' },
      annotations: {
        summary: 'Velero could not delete a backup.',
        description: 'Deleting a backup of %s in namespace {{ $labels.namespace }} failed; its data stays in the object storage.' % which,
      },
    },
    {
      alert: 'VeleroRestoreFailed',
      expr: increased('velero_restore_failed_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero restore failed.',
        description: 'A restore from a backup of %s in namespace {{ $labels.namespace }} failed.' % which,
      },
    },
    {
      alert: 'VeleroRestorePartiallyFailed',
      expr: increased('velero_restore_partial_failure_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero restore failed in part.',
        description: 'A restore from a backup of %s in namespace {{ $labels.namespace }} left some items or volumes unrestored.' % which,
      },
    },
    {
      alert: 'VeleroRestoreValidationFailed',
      expr: increased('velero_restore_validation_failed_total'),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Velero refused a restore as invalid.',
        description: 'A restore from a backup of %s in namespace {{ $labels.namespace }} did not pass validation and was not started.' % which,
      },
    },
  ]
