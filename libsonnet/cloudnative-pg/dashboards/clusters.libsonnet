// CloudNativePG: the instances of Postgres clusters, what they replicate and archive, what they do.
local chosen = '%(postgresClusterLabel)s=~"$postgres", namespace=~"$namespace"';
local each = '%(instanceSelector)s, ' + chosen;
local poolers = '%(poolerSelector)s, namespace=~"$namespace"';
local one(metric, more='') = '%s{%s%s}' % [metric, each, more];
local byPod(metric, more='') = 'max by (namespace, pod) (%s)' % one(metric, more);
local rateBy(by, metric) = 'sum by (%s) (rate(%s[$__rate_interval]))' % [by, one(metric)];
local labels = 'namespace, %(postgresClusterLabel)s';
local newest = 'max by (%s) (cnpg:last_available_backup_timestamp:max{%s, %%(cluster)s} > 0)' % [labels, chosen];

function(config, d) d.dashboard({
  uid: 'cloudnative-pg',
  title: 'CloudNativePG / Postgres clusters',
  clusters: 'cnpg_collector_fencing_on',
  variables: [
    d.variable('namespace', 'Namespace', 'cnpg_collector_fencing_on{%(instanceSelector)s}', all=true),
    d.variable(
      'postgres',
      'Postgres cluster',
      'cnpg_collector_fencing_on{%(instanceSelector)s, namespace=~"$namespace"}',
      config.postgresClusterLabel,
      all=true
    ),
  ],
  body: [
    [
      d.stat('Instances up', 'sum(%s)' % one('cnpg_collector_up')),
      d.stat('Instances down', 'count(%s == 0) or vector(0)' % one('cnpg_collector_up'), { limits: { critical: 1 } }),
      d.stat('Fenced', 'sum(%s) or vector(0)' % one('cnpg_collector_fencing_on'), { limits: { warning: 1 } }),
      d.stat('Standbys that do not stream', 'count(%s == 1 and on (namespace, pod) %s == 0) or vector(0)' % [
        one('cnpg_pg_replication_in_recovery'),
        one('cnpg_pg_replication_is_wal_receiver_up'),
      ], { limits: { warning: 1 }, description: 'Their lag may read 0.' }),
      d.stat('Oldest of the newest backups', 'max(time() - %s)' % newest, {
        unit: 's',
        limits: { warning: config.backupMaxAgeSeconds, critical: config.backupCriticalAgeSeconds },
      }),
      d.stat('Largest age of transactions', 'max(%s)' % one('cnpg_pg_database_xid_age'), {
        limits: { warning: config.transactionIdAgeWarning, critical: config.transactionIdAgeCritical },
      }),
    ],
    [
      d.table('Postgres clusters', [['namespace', 'Namespace'], [config.postgresClusterLabel, 'Postgres cluster']], [
        ['Instances', 'short', 'count by (%s) (%s)' % [labels, one('cnpg_collector_fencing_on')]],
        ['Streaming', 'short', 'max by (%s) (cnpg:streaming_replicas:max{%s, %%(cluster)s})' % [labels, chosen]],
        ['Nodes', 'short', 'max by (%s) (%s)' % [labels, one('cnpg_collector_nodes_used')]],
        ['Lag', 's', 'max by (%s) (%s)' % [labels, one('cnpg_pg_replication_lag')]],
        ['Newest backup', 's', 'time() - ' + newest],
        ['Size', 'bytes', 'max by (%s) (sum without (datname) (%s))' % [labels, one('cnpg_pg_database_size_bytes')]],
      ], { sort: 'Lag' }),
    ],
    'Replication',
    [
      d.timeseries('Lag', [[byPod('cnpg_pg_replication_lag'), '{{namespace}}/{{pod}}']], {
        unit: 's',
        description: '0 on a primary, and on a standby that has replayed what it received, whether it receives or not.',
      }),
      d.timeseries('WAL not yet replayed', [[
        'max by (namespace, application_name) (%s)' % one('cnpg_pg_stat_replication_replay_diff_bytes'),
        '{{namespace}}/{{application_name}}',
      ]], { unit: 'bytes', description: 'As the primary sees each standby.' }),
      d.timeseries('WAL held back by slots', [[
        'max by (namespace, pod, slot_name) (%s)' % one('cnpg_pg_replication_slots_pg_wal_lsn_diff'),
        '{{namespace}}/{{pod}} {{slot_name}}',
      ]], { unit: 'bytes' }),
    ],
    'WAL and backups',
    [
      d.timeseries('WAL files that wait for the archive', [
        [byPod('cnpg_collector_pg_wal_archive_status', ', value="ready"'), '{{namespace}}/{{pod}}'],
      ]),
      d.timeseries('Archived and failed', [
        [rateBy('namespace, pod', 'cnpg_pg_stat_archiver_archived_count'), '{{namespace}}/{{pod}} archived'],
        [rateBy('namespace, pod', 'cnpg_pg_stat_archiver_failed_count'), '{{namespace}}/{{pod}} failed'],
      ], { unit: 'ops' }),
      d.timeseries('Size of the WAL', [
        [byPod('cnpg_collector_pg_wal', ', value="size"'), '{{namespace}}/{{pod}}'],
      ], { unit: 'bytes' }),
      d.timeseries('Age of the newest backup', [
        ['time() - ' + newest, '{{namespace}}/{{%s}}' % config.postgresClusterLabel],
      ], { unit: 's' }),
    ],
    'Sessions and transactions',
    [
      d.timeseries('Sessions', [
        ['sum by (namespace, pod, state) (%s)' % one('cnpg_backends_total'), '{{namespace}}/{{pod}} {{state}}'],
      ], { stack: true }),
      d.timeseries('Longest transaction', [[
        'max by (namespace, pod, datname) (%s)' % one('cnpg_backends_max_tx_duration_seconds', ', state!="idle"'),
        '{{namespace}}/{{pod}} {{datname}}',
      ]], { unit: 's' }),
      d.timeseries('Age of transactions', [
        ['max by (namespace, datname) (%s)' % one('cnpg_pg_database_xid_age'), '{{namespace}} {{datname}}'],
      ], { description: 'Autovacuum acts at 200 million by default; near 2000 million Postgres stops accepting writes.' }),
      d.timeseries('Size of databases', [
        ['max by (namespace, datname) (%s)' % one('cnpg_pg_database_size_bytes'), '{{namespace}} {{datname}}'],
      ], { unit: 'bytes', stack: true }),
    ],
  ] + (if !config.poolers then [] else [
         'Poolers',
         [
           d.timeseries('Longest wait for a connection', [[
             'max by (namespace, %%(poolerLabel)s, database) (cnpg_pgbouncer_pools_maxwait{%s})' % poolers,
             '{{namespace}}/{{%s}} {{database}}' % config.poolerLabel,
           ]], { unit: 's' }),
           d.timeseries('Clients', [
             [
               'sum by (namespace, %%(poolerLabel)s) (cnpg_pgbouncer_pools_cl_%s{%s})' % [state, poolers],
               '{{namespace}}/{{%s}} %s' % [config.poolerLabel, state],
             ]
             for state in ['active', 'waiting']
           ]),
           d.timeseries('Server connections', [
             [
               'sum by (namespace, %%(poolerLabel)s) (cnpg_pgbouncer_pools_sv_%s{%s})' % [state, poolers],
               '{{namespace}}/{{%s}} %s' % [config.poolerLabel, state],
             ]
             for state in ['active', 'idle', 'used']
           ]),
         ],
       ]),
})
