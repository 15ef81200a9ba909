function(config)
  local pooler = '{{ $labels.namespace }}/{{ $labels.%s }}' % config.poolerLabel;
  [
    {
      alert: 'CloudNativePGPoolerDown',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(poolerLabel)s, pod) (up{%(poolerSelector)s}) == 0
        or
        max by (%(clusterLabel)s, namespace, %(poolerLabel)s, pod) (cnpg_pgbouncer_last_collection_error{%(poolerSelector)s}) == 1
      ||| % config,
      'for': '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'An instance of a Postgres connection pooler does not answer.',
        description: 'PgBouncer in {{ $labels.pod }} of pooler %s cannot be asked for its state; clients may be refused.' % pooler,
      },
    },
    {
      // The database of that name is PgBouncer's own console.
      alert: 'CloudNativePGPoolerClientsWait',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(poolerLabel)s, database) (
          cnpg_pgbouncer_pools_maxwait{%(poolerSelector)s, database!="pgbouncer"}
        ) > %(poolerWaitSeconds)d
      ||| % config,
      'for': '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Clients of a Postgres connection pooler wait for a connection.',
        description: 'A client of pooler %s has waited {{ $value | humanizeDuration }} for a connection to database {{ $labels.database }}: the pool is too small, or its connections are held for too long.' % pooler,
      },
    },
  ]
