local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local schedules = (import 'schedules.libsonnet')(config);
  // A deleted schedule leaves its backups behind, and with them the timestamp;
  // the attempt counter is only there for schedules that Velero knows.
  local tooOld(field) = schedules.anyOf(function(limit) |||
    time() - max by (%(clusterLabel)s, namespace, schedule) (
      velero_backup_last_successful_timestamp{%(veleroSelector)s, %(selector)s} > 0
    ) > %(seconds)d
    and on (%(clusterLabel)s, namespace, schedule)
    max by (%(clusterLabel)s, namespace, schedule) (velero_backup_attempt_total{%(veleroSelector)s, %(selector)s})
  ||| % config { selector: limit.selector, seconds: limit[field] });

  [
    {
      alert: 'VeleroBackupTooOld',
      expr: tooOld('maxAgeSeconds'),
      'for': '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The newest completed backup of a Velero schedule is too old.',
        description: 'Schedule {{ $labels.schedule }} in namespace {{ $labels.namespace }} completed its last backup {{ $value | humanizeDuration }} ago; the limit is %s. Partially failed backups do not count.' % schedules.limitText('maxAgeSeconds'),
      },
    },
    {
      alert: 'VeleroBackupTooOld',
      expr: tooOld('criticalAgeSeconds'),
      'for': '10m',
      labels: { severity: 'critical' },
      annotations: {
        summary: 'A Velero schedule has gone without a completed backup for much too long.',
        description: 'Schedule {{ $labels.schedule }} in namespace {{ $labels.namespace }} completed its last backup {{ $value | humanizeDuration }} ago; the critical limit is %s. Partially failed backups do not count.' % schedules.limitText('criticalAgeSeconds'),
      },
    },
    {
      alert: 'VeleroScheduleNeverSucceeded',
      expr: schedules.anyOf(function(limit) |||
        max by (%(clusterLabel)s, namespace, schedule) (velero_backup_attempt_total{%(veleroSelector)s, %(selector)s})
        and on (%(clusterLabel)s, namespace, schedule)
        max by (%(clusterLabel)s, namespace, schedule) (velero_backup_attempt_total{%(veleroSelector)s, %(selector)s} offset %(limit)s)
        unless on (%(clusterLabel)s, namespace, schedule)
        max by (%(clusterLabel)s, namespace, schedule) (velero_backup_last_successful_timestamp{%(veleroSelector)s, %(selector)s} > 0)
      ||| % config { selector: limit.selector, limit: duration(limit.maxAgeSeconds) }),
      'for': '30m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Velero schedule has no completed backup at all.',
        description: 'Schedule {{ $labels.schedule }} in namespace {{ $labels.namespace }} has been known for longer than %s, and there is no completed backup of it: none ever succeeded, or the last good one expired.' % schedules.limitText('maxAgeSeconds'),
      },
    },
  ]
