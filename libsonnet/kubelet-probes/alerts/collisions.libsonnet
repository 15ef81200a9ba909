function(config)
  local forLong = '%dm' % (config.collisionSeconds / 60);
  // The counters are per Prometheus server and name no target.
  local rising(counter) = |||
    sum by (%(clusterLabel)s, namespace, pod) (
      rate(%(counter)s{%(prometheusSelector)s}[5m])
    ) > 0
  ||| % config { counter: counter };

  [
    {
      alert: 'ScrapeDuplicateSamplesPersist',
      expr: rising('prometheus_target_scrapes_sample_duplicate_timestamp_total'),
      'for': forLong,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Prometheus keeps dropping samples as duplicates.',
        description: 'Prometheus {{ $labels.namespace }}/{{ $labels.pod }} drops {{ $value | humanize }} samples per second whose series already has another value at the same time. Its log names the scrape pool.',
      },
    },
    {
      alert: 'ScrapeOutOfOrderSamplesPersist',
      expr: rising('prometheus_target_scrapes_sample_out_of_order_total'),
      'for': forLong,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Prometheus keeps dropping samples as out of order.',
        description: 'Prometheus {{ $labels.namespace }}/{{ $labels.pod }} drops {{ $value | humanize }} samples per second that are older than what it has of the same series: two endpoints most likely serve one series. Its log names the scrape pool.',
      },
    },
    {
      alert: 'KubeletMetricsPathMissing',
      expr: |||
        count by (%(clusterLabel)s, job) (up{%(kubeletSelector)s, metrics_path=""}) > 0
      ||| % config,
      'for': forLong,
      labels: { severity: 'warning' },
      annotations: {
        summary: 'Kubelet targets lack the label metrics_path.',
        description: '{{ $value }} targets of job {{ $labels.job }} have no label metrics_path. Series that several paths of a kubelet serve then collide, and alerts that select by it are silent.',
      },
    },
  ] + if config.probes == 'keep' then [] else [
    {
      alert: 'KubeletProbesProcessMetricsStored',
      expr: |||
        count by (%(clusterLabel)s, metrics_path) (
          process_start_time_seconds{%(kubeletSelector)s, metrics_path=~"/metrics/(probes|slis)"}
        ) > 0
      ||| % config,
      'for': forLong,
      labels: { severity: 'info' },
      annotations: {
        summary: 'The kubelet endpoint for probes stores process metrics.',
        description: 'process_start_time_seconds is stored from {{ $labels.metrics_path }} of {{ $value }} kubelets although /metrics has it: the drop rule of the kubelet ServiceMonitor is not in effect, or there is another monitor.',
      },
    },
  ]
