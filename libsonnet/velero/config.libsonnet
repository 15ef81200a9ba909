local runbooks = import '../lib/mixin/runbooks.libsonnet';

{
  _config+:: {
    // Namespace of the Velero server and its node-agents. Example: 'backup'.
    namespace: 'velero',

    // How Velero was installed: 'helm' (the chart, which creates a Service) or
    // 'cli' (`velero install`, which does not, so that a PodMonitor is needed).
    install: 'helm',

    // Whether the node-agent (file system backups, data movement) is installed.
    nodeAgent: true,

    // Whether to create the monitors. Set false where the chart's own
    // ServiceMonitor is on, or every sample is scraped twice.
    monitors: true,

    // How often to scrape, a Prometheus duration. Example: '1m'.
    scrapeInterval: '30s',

    // Label selectors of the scraped series, as they stand between { and }.
    // Example: 'job="velero", velero_team="storage"'.
    veleroSelector: 'job="velero"',
    nodeAgentSelector: 'job="node-agent"',
    kubeStateMetricsSelector: 'job="kube-state-metrics"',  // for the node-agents' DaemonSet

    // Label that names the Kubernetes cluster; every aggregation keeps it.
    // Example: 'k8s_cluster'.
    clusterLabel: 'cluster',

    // Age in seconds at which the newest completed backup of a schedule is too
    // old (warning): a daily schedule plus two hours. Example: 28800.
    backupMaxAgeSeconds: 26 * 60 * 60,

    // The same for severity critical: two daily runs missed, plus two hours.
    backupCriticalAgeSeconds: 50 * 60 * 60,

    // Own limits by name of the schedule: { maxAgeSeconds, criticalAgeSeconds,
    // enabled }. criticalAgeSeconds defaults to twice maxAgeSeconds; enabled:
    // false takes a schedule out of the age alerts (paused or deleted on purpose).
    // Example: { weekly: { maxAgeSeconds: 691200 }, adhoc: { enabled: false } }.
    schedules: {},

    // How far back a failure is reported, in seconds. Keep it well above the
    // scrape interval. Example: 21600.
    failureWindowSeconds: 60 * 60,

    // How long a backup storage location may be unreachable, in seconds.
    // Velero validates every minute. Example: 3600.
    locationUnavailableSeconds: 15 * 60,

    // How long a node-agent may hold queued volumes without finishing one, in
    // seconds: the default timeout of file system backups. Example: 28800.
    nodeAgentQueueStuckSeconds: 4 * 60 * 60,

    // How long no healthy server may be seen, in seconds. Example: 600.
    serverAbsentSeconds: 15 * 60,

    // Where an alert's runbook is; %s becomes the alert's name in lower case.
    // Example: 'https://wiki.example.com/runbooks/%s'.
    runbookUrlPattern: runbooks.pattern('velero'),
  },
}
