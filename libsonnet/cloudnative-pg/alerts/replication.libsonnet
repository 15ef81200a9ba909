function(config)
  local text = (import 'text.libsonnet')(config);
  local clusters = (import 'clusters.libsonnet')(config);

  local lag(severity, seconds, minutes) = {
    alert: 'CloudNativePGReplicationLag',
    expr: |||
      max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
        cnpg_pg_replication_lag{%(instanceSelector)s}
      ) > %(seconds)d
    ||| % config { seconds: seconds },
    'for': '%dm' % minutes,
    labels: { severity: severity },
    annotations: {
      summary: 'A Postgres standby lags behind.',
      description: 'Instance %s is {{ $value | humanizeDuration }} behind its primary.' % text.instance,
    },
  };

  [
    lag('warning', config.replicationLagWarningSeconds, 5),
    lag('critical', config.replicationLagCriticalSeconds, 10),
    {
      // Only a primary has these series, one for each standby that streams from it.
      alert: 'CloudNativePGReplicationLagBytes',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, application_name) (
          cnpg_pg_stat_replication_replay_diff_bytes{%(instanceSelector)s}
        ) > %(replicationLagBytes)d
      ||| % config,
      'for': '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres standby has much to replay.',
        description: 'Standby {{ $labels.application_name }} of Postgres cluster %s has yet to replay {{ $value | humanize1024 }}B of its WAL: it answers from old data, and a failover to it takes long.' % text.cluster,
      },
    },
    {
      // The lag of a standby that lost its primary reads 0. The designated primary of
      // a replica cluster may feed from the archive and is left out.
      alert: 'CloudNativePGReplicaNotStreaming',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
          cnpg_pg_replication_in_recovery{%(instanceSelector)s} == 1
          and on (%(clusterLabel)s, namespace, pod)
          cnpg_pg_replication_is_wal_receiver_up{%(instanceSelector)s} == 0
          unless on (%(clusterLabel)s, namespace, pod)
          cnpg_collector_replica_mode{%(instanceSelector)s, %(instanceRoleLabel)s!="replica"} == 1
        )
      ||| % config,
      'for': '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres standby does not receive from its primary.',
        description: 'Instance %s is in recovery without a WAL receiver: it falls behind although its lag may read 0.' % text.instance,
      },
    },
    {
      alert: 'CloudNativePGTooFewStandbys',
      expr: clusters.anyOf(
        clusters.entries('instances'),
        function(cluster)
          local context = config {
            selector: cluster.selector,
            standbys: if cluster.instances == null then 0 else cluster.instances - 1,
          };
          if cluster.instances == null then |||
            cnpg:streaming_replicas:max{%(selector)s}
            < on (%(clusterLabel)s, namespace, %(postgresClusterLabel)s)
            count by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (
              cnpg_pg_replication_in_recovery{%(instanceSelector)s, %(selector)s} == 1
            )
          ||| % context else |||
            cnpg:streaming_replicas:max{%(selector)s} < %(standbys)d
          ||| % context
      ),
      'for': '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres cluster has fewer standbys than it should.',
        description: 'Only {{ $value }} standbys stream from the primary of Postgres cluster %s, fewer than it has instances for.' % text.cluster,
      },
    },
    {
      // -1 stands for a failed query; the values of a former primary are old.
      alert: 'CloudNativePGSyncReplicasBelowExpected',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
          cnpg_collector_sync_replicas{%(instanceSelector)s, value="observed"} >= 0
        )
        < on (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod)
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
          cnpg_collector_sync_replicas{%(instanceSelector)s, value="expected"}
        )
        and on (%(clusterLabel)s, namespace, pod)
        cnpg_pg_replication_in_recovery{%(instanceSelector)s} == 0
      ||| % config,
      'for': '5m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres cluster asks for fewer synchronous standbys than configured.',
        description: 'The primary of Postgres cluster %s requests {{ $value }} synchronous standbys, fewer than its configuration expects: a commit is safe in fewer places.' % text.cluster,
      },
    },
    {
      alert: 'CloudNativePGAllInstancesOnOneNode',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (cnpg_collector_nodes_used{%(instanceSelector)s}) == 1
        and on (%(clusterLabel)s, namespace, %(postgresClusterLabel)s)
        count by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (cnpg_collector_nodes_used{%(instanceSelector)s}) > 1
      ||| % config,
      'for': '15m',
      labels: { severity: 'info' },
      annotations: {
        summary: 'All instances of a Postgres cluster run on one node.',
        description: 'All instances of Postgres cluster %s share one node; its failure takes the whole cluster down.' % text.cluster,
      },
    },
    {
      alert: 'CloudNativePGSlotRetainsWAL',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod, slot_name) (
          cnpg_pg_replication_slots_pg_wal_lsn_diff{%(instanceSelector)s} > %(slotRetainedBytes)d
          and on (%(clusterLabel)s, namespace, pod, slot_name)
          cnpg_pg_replication_slots_active{%(instanceSelector)s} == 0
        )
      ||| % config,
      'for': '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'An unused replication slot holds back WAL.',
        description: 'Nobody reads from replication slot {{ $labels.slot_name }} of instance %s, which keeps {{ $value | humanize1024 }}B of WAL on the volume.' % text.instance,
      },
    },
  ]
