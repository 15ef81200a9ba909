local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local text = (import 'text.libsonnet')(config);
  local clusters = (import 'clusters.libsonnet')(config);

  local archivingFails(severity, forDuration, consequence) = {
    alert: 'CloudNativePGWALArchivingFailing',
    expr: |||
      max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (cnpg_pg_stat_archiver_last_failed_time{%(instanceSelector)s})
      > on (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod)
      max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (cnpg_pg_stat_archiver_last_archived_time{%(instanceSelector)s})
    ||| % config,
    'for': forDuration,
    labels: { severity: severity },
    annotations: {
      summary: 'A Postgres instance cannot archive its WAL.',
      description: 'Instance %s has failed to archive its WAL for %s. %s' % [text.instance, forDuration, consequence],
    },
  };

  local backlog(severity, files) = {
    alert: 'CloudNativePGWALArchiveBacklog',
    expr: |||
      max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
        cnpg_collector_pg_wal_archive_status{%(instanceSelector)s, value="ready"}
      ) > %(files)d
    ||| % config { files: files },
    'for': '15m',
    labels: { severity: severity },
    annotations: {
      summary: 'WAL of a Postgres instance piles up before the archive.',
      description: '{{ $value }} WAL files of instance %s wait to be archived; they fill its volume, and point-in-time recovery ends before them.' % text.instance,
    },
  };

  // 0 stands for: never.
  local tooOld(severity, field) = {
    alert: 'CloudNativePGBackupTooOld',
    expr: clusters.anyOf(clusters.entries(field), function(cluster) |||
      time() - (cnpg:last_available_backup_timestamp:max{%s} > 0) > %d
    ||| % [cluster.selector, cluster[field]]),
    'for': '10m',
    labels: { severity: severity },
    annotations: {
      summary: 'The newest backup of a Postgres cluster is too old.',
      description: 'The newest backup of Postgres cluster %s is {{ $value | humanizeDuration }} old; the limit is %s.' % [text.cluster, clusters.limitText(field)],
    },
  };

  local required = std.filter(function(cluster) cluster.backupRequired, clusters.entries('backupRequired'));

  [
    archivingFails('warning', '15m', 'Point-in-time recovery ends with the last archived file.'),
    archivingFails('critical', '1h', 'The volume fills up, and Postgres stops when it is full.'),
    backlog('warning', config.walBacklogWarningFiles),
    backlog('critical', config.walBacklogCriticalFiles),
    tooOld('warning', 'backupMaxAgeSeconds'),
    tooOld('critical', 'backupCriticalAgeSeconds'),
    {
      alert: 'CloudNativePGBackupFailed',
      expr: |||
        (cnpg:last_failed_backup_timestamp:max > 0)
        > on (%(clusterLabel)s, namespace, %(postgresClusterLabel)s)
        cnpg:last_available_backup_timestamp:max
      ||| % config,
      'for': '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The last backup of a Postgres cluster failed.',
        description: 'The last backup of Postgres cluster %s failed, and none succeeded since.' % text.cluster,
      },
    },
  ] + if required == [] then [] else [
    {
      alert: 'CloudNativePGBackupMissing',
      expr: clusters.anyOf(required, function(cluster) |||
        cnpg:last_available_backup_timestamp:max{%s} == 0
      ||| % cluster.selector),
      'for': duration(config.backupMissingSeconds),
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres cluster has no backup at all.',
        description: 'Postgres cluster %s has had no backup for %s. Its data cannot be recovered from anywhere.' % [text.cluster, duration(config.backupMissingSeconds)],
      },
    },
  ]
