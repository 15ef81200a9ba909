// One value per Postgres cluster out of those of its instances.
function(config)
  // Only the primary knows backups; standbys report 0. The operator's own metric and
  // the one of the barman-cloud plugin may both be there, one of them with an old
  // value: the label keeps `or` from taking the first for the second.
  local newest(metric) = |||
    max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (
      cnpg_collector_%(metric)s{%(instanceSelector)s}
      or
      label_replace(barman_cloud_cloudnative_pg_io_%(metric)s{%(instanceSelector)s}, "source", "plugin", "", "")
    )
  ||| % config { metric: metric };

  [
    {
      record: 'cnpg:last_available_backup_timestamp:max',
      expr: newest('last_available_backup_timestamp'),
    },
    {
      record: 'cnpg:last_failed_backup_timestamp:max',
      expr: newest('last_failed_backup_timestamp'),
    },
    {
      // Replicas that stream from the primary, as the primary counts them.
      record: 'cnpg:streaming_replicas:max',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (
          cnpg_pg_replication_streaming_replicas{%(instanceSelector)s}
          and on (%(clusterLabel)s, namespace, pod)
          cnpg_pg_replication_in_recovery{%(instanceSelector)s} == 0
        )
      ||| % config,
    },
  ]
