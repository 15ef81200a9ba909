function(config)
  local text = (import 'text.libsonnet')(config);
  [
    {
      alert: 'CloudNativePGInstanceDown',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (cnpg_collector_up{%(instanceSelector)s}) == 0
        unless on (%(clusterLabel)s, namespace, pod)
        cnpg_collector_fencing_on{%(instanceSelector)s} == 1
      ||| % config,
      'for': '5m',
      labels: { severity: 'critical' },
      annotations: {
        summary: 'A Postgres instance does not answer.',
        description: 'Postgres in instance %s has not answered its exporter for 5 minutes, and the instance is not fenced.' % text.instance,
      },
    },
    {
      alert: 'CloudNativePGExporterDown',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (up{%(instanceSelector)s}) == 0
      ||| % config,
      'for': '10m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'The metrics of a Postgres instance cannot be scraped.',
        description: 'Prometheus gets no metrics from instance %s: nothing is known about it.' % text.instance,
      },
    },
    {
      alert: 'CloudNativePGCollectionFailed',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (
          cnpg_collector_last_collection_error{%(instanceSelector)s}
        ) == 1
      ||| % config,
      'for': '15m',
      labels: { severity: 'info' },
      annotations: {
        summary: 'The exporter of a Postgres instance fails in part.',
        description: 'The exporter of instance %s reports errors; some of its metrics are missing or old. The log of the instance names the query.' % text.instance,
      },
    },
    {
      alert: 'CloudNativePGInstanceFenced',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s, pod) (cnpg_collector_fencing_on{%(instanceSelector)s}) == 1
      ||| % config,
      'for': '5m',
      labels: { severity: 'info' },
      annotations: {
        summary: 'A Postgres instance is fenced.',
        description: 'Instance %s is fenced: Postgres is stopped in it on purpose, and its other metrics stand still.' % text.instance,
      },
    },
    {
      alert: 'CloudNativePGManualSwitchoverRequired',
      expr: |||
        max by (%(clusterLabel)s, namespace, %(postgresClusterLabel)s) (
          cnpg_collector_manual_switchover_required{%(instanceSelector)s}
        ) == 1
      ||| % config,
      'for': '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'A Postgres cluster waits for a switchover.',
        description: 'The rolling update of Postgres cluster %s is held up until somebody promotes another instance.' % text.cluster,
      },
    },
  ] + if !config.operator then [] else [
    {
      // `== 1` inside: a target that is there but fails its scrapes counts as absent.
      alert: 'CloudNativePGOperatorAbsent',
      expr: |||
        absent(up{%(operatorSelector)s} == 1)
      ||| % config,
      'for': '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: 'No healthy CloudNativePG operator is seen by Prometheus.',
        description: 'Prometheus has no target of the operator, or every scrape of it fails. Databases go on working, but nothing fails over and no backup is started without it.',
      },
    },
  ]
