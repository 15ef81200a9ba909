function(config)
  local text = (import 'text.libsonnet')(config);

  local transactionIdAge(severity, age) = {
    alert: 'CloudNativePGTransactionIdAge',
    expr: |||
      max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, datname) (
        cnpg_pg_database_xid_age{%(instanceSelector)s}
      ) > %(age)d
    ||| % config { age: age },
    'for': '15m',
    labels: { severity: severity },
    annotations: {
      summary: 'A database runs out of transaction ids.',
      description: 'The oldest transaction in database {{ $labels.datname }} of Postgres cluster %s is {{ $value | humanize }} transactions old: vacuum does not keep up. Near 2 billion Postgres stops accepting writes.' % text.cluster,
    },
  };

  [
    {
      alert: 'CloudNativePGLongTransaction',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod, datname, usename) (
          cnpg_backends_max_tx_duration_seconds{%(instanceSelector)s, state!="idle"}
        ) > %(longTransactionSeconds)d
      ||| % config,
      'for': '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A transaction has been open for very long.',
        description: 'User {{ $labels.usename }} has had a transaction open for {{ $value | humanizeDuration }} in database {{ $labels.datname }} of instance %s. It keeps locks, and vacuum cannot clean up behind it.' % text.instance,
      },
    },
    transactionIdAge('warning', config.transactionIdAgeWarning),
    transactionIdAge('critical', config.transactionIdAgeCritical),
    {
      alert: 'CloudNativePGDeadlocks',
      expr: |||
        sum by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, datname) (
          increase(cnpg_pg_stat_database_deadlocks{%(instanceSelector)s}[1h])
        ) > %(deadlocksPerHour)d
      ||| % config,
      labels: { severity: 'info' },
      annotations: {
        summary: 'A database has many deadlocks.',
        description: 'Database {{ $labels.datname }} of Postgres cluster %s had {{ $value | humanize }} deadlocks within an hour.' % text.cluster,
      },
    },
  ]
