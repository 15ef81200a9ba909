local runbooks = import '../lib/mixin/runbooks.libsonnet';

{
  _config+:: {
    // Namespaces in which Postgres clusters run; the monitor needs at least one.
    // Example: ['orders', 'billing'].
    namespaces: [],

    // Namespace of the operator. Example: 'postgres-operator'.
    namespace: 'cnpg-system',

    // Whether to watch the operator too.
    operator: true,

    // Whether to watch the PgBouncer poolers in `namespaces` too.
    poolers: true,

    // Whether to create the monitors. With monitors of your own see README.md:
    // the alerts need the label that postgresClusterLabel names.
    monitors: true,

    // Whether the instances serve their metrics over TLS
    // (spec.monitoring.tls.enabled of the Cluster). All of them or none; the
    // certificate is not verified, for each cluster has a CA of its own.
    tls: false,

    // How often to scrape, a Prometheus duration. The exporter renews the results
    // of its queries every 30 seconds. Example: '1m'.
    scrapeInterval: '30s',

    // Label selectors of the scraped series, as they stand between { and }.
    // Example: 'job="cloudnative-pg", env="prod"'.
    instanceSelector: 'job="cloudnative-pg"',
    operatorSelector: 'job="cloudnative-pg-operator"',
    poolerSelector: 'job="cloudnative-pg-pooler"',

    // Label that names the Kubernetes cluster; every aggregation keeps it.
    // Example: 'k8s_cluster'.
    clusterLabel: 'cluster',

    // Label that names the Postgres cluster: the pods' label cnpg.io/cluster, as
    // podTargetLabels carries it over. Example: 'postgres_cluster'.
    postgresClusterLabel: 'cnpg_io_cluster',

    // Label that names the role of an instance, in the same way from
    // cnpg.io/instanceRole. Example: 'role'.
    instanceRoleLabel: 'cnpg_io_instanceRole',

    // Label that names a pooler, in the same way from cnpg.io/poolerName.
    // Example: 'pooler'.
    poolerLabel: 'cnpg_io_poolerName',

    // Age in seconds at which the newest backup of a Postgres cluster is too old
    // (warning): a daily backup plus two hours. Example: 28800.
    backupMaxAgeSeconds: 26 * 60 * 60,

    // The same for severity critical: two daily backups missed, plus two hours.
    backupCriticalAgeSeconds: 50 * 60 * 60,

    // Whether a Postgres cluster without any backup is worth an alert.
    backupRequired: false,

    // How long a Postgres cluster may be without any backup, in seconds.
    backupMissingSeconds: 26 * 60 * 60,

    // Own values by name of the Postgres cluster: { backupMaxAgeSeconds,
    // backupCriticalAgeSeconds, backupRequired, instances }. The critical age
    // defaults to twice an own backupMaxAgeSeconds. With `instances` (spec.instances)
    // missing standbys are noticed even where their pods are gone.
    // Example: { orders: { instances: 3, backupRequired: true } }.
    clusters: {},

    // Replay lag of a standby in seconds (warning, critical). Example: 60.
    replicationLagWarningSeconds: 5 * 60,
    replicationLagCriticalSeconds: 15 * 60,

    // WAL in bytes that a standby has yet to replay, as its primary sees it.
    // Example: 10737418240.
    replicationLagBytes: 1024 * 1024 * 1024,

    // WAL files that wait to be archived (warning, critical). A file has 16 MiB
    // unless the cluster was created otherwise. Example: 50.
    walBacklogWarningFiles: 10,
    walBacklogCriticalFiles: 100,

    // WAL in bytes that an inactive replication slot may hold back.
    // Example: 53687091200.
    slotRetainedBytes: 10 * 1024 * 1024 * 1024,

    // How long a transaction may be open, in seconds. Example: 3600.
    longTransactionSeconds: 15 * 60,

    // Age of the oldest transaction of a database, in transactions (warning,
    // critical). Autovacuum acts at 200 million by default, and Postgres stops
    // accepting writes near 2000 million. Example: 500000000.
    transactionIdAgeWarning: 300 * 1000 * 1000,
    transactionIdAgeCritical: 1000 * 1000 * 1000,

    // How long a client of a pooler may wait for a connection, in seconds.
    // Example: 5.
    poolerWaitSeconds: 30,

    // Deadlocks of a database in an hour that are worth a look. Example: 100.
    deadlocksPerHour: 10,

    // Where an alert's runbook is; %s becomes the alert's name in lower case.
    // Example: 'https://wiki.example.com/runbooks/%s'.
    runbookUrlPattern: runbooks.pattern('cloudnative-pg'),
  },
}
