local runbooks = import '../lib/mixin/runbooks.libsonnet';

{
  _config+:: {
    // What becomes of /metrics/probes, which repeats process metrics of /metrics:
    // 'series' drops those, and keeps the probes' own; 'target' does not scrape
    // the path at all; 'keep' changes nothing but to keep the label metrics_path.
    probes: 'series',

    // Metrics to drop, by path of the kubelet: those that another path of the
    // same kubelet serves too. An empty list adds no drop rule for that path, and
    // with probes: 'keep' there is none for any.
    // Example: { '/metrics/slis': [] }.
    droppedMetrics: {
      '/metrics/probes': ['process_start_time_seconds'],
      '/metrics/slis': ['process_start_time_seconds'],
      // Only with a kubelet endpoint of your own: the stacks do not scrape it.
      '/metrics/resource': [
        'container_cpu_usage_seconds_total',
        'container_memory_working_set_bytes',
        'container_start_time_seconds',
      ],
    },

    // Label selectors of the scraped series, as they stand between { and }.
    // Example: 'job="prometheus"'.
    kubeletSelector: 'job="kubelet"',
    prometheusSelector: 'job=~"prometheus-k8s|prometheus"',

    // Label that names the Kubernetes cluster; every aggregation keeps it.
    // Example: 'k8s_cluster'.
    clusterLabel: 'cluster',

    // How long samples have to collide before it is worth an alert, in seconds:
    // the burst when a pod restarts is harmless. Example: 21600.
    collisionSeconds: 60 * 60,

    // Where an alert's runbook is; %s becomes the alert's name in lower case.
    // Example: 'https://wiki.example.com/runbooks/%s'.
    runbookUrlPattern: runbooks.pattern('kubelet-probes'),
  },
}
