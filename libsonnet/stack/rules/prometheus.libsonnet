// Prometheus watching itself. What it cannot see (that it is gone) the Watchdog shows elsewhere.
local delivery = import 'prometheus-delivery.libsonnet';

local pod = '{{ $labels.namespace }}/{{ $labels.pod }}';

// Any increase of a counter of failures.
local increased(name, metric, window, duration, severity, summary, description) = {
  alert: name,
  expr: |||
    increase(%s{%%(prometheusJobSelector)s}[%s]) > 0
  ||| % [metric, window],
  'for': duration,
  labels: { severity: severity },
  annotations: {
    summary: summary,
    description: 'Prometheus %s %s' % [pod, description],
  },
};

local counters = [
  increased(
    'PrometheusSDRefreshFailure',
    'prometheus_sd_refresh_failures_total',
    '10m',
    '20m',
    'warning',
    'Service discovery fails.',
    'could not refresh service discovery of mechanism {{ $labels.mechanism }}.'
  ),
  increased(
    'PrometheusKubernetesListWatchFailures',
    'prometheus_sd_kubernetes_failures_total',
    '5m',
    '15m',
    'warning',
    'Requests of service discovery to the API server fail.',
    'cannot list or watch what it discovers targets through; look for missing roles.'
  ) { since:: 14 },
  increased(
    'PrometheusTSDBReloadsFailing',
    'prometheus_tsdb_reloads_failures_total',
    '3h',
    '4h',
    'warning',
    'Blocks on disk cannot be reloaded.',
    'had {{ $value | humanize }} failed block reloads within three hours.'
  ),
  increased(
    'PrometheusTSDBCompactionsFailing',
    'prometheus_tsdb_compactions_failed_total',
    '3h',
    '4h',
    'warning',
    'Blocks cannot be compacted.',
    'had {{ $value | humanize }} failed compactions within three hours.'
  ),
  increased(
    'PrometheusRuleFailures',
    'prometheus_rule_evaluation_failures_total',
    '5m',
    '15m',
    'critical',
    'Rules cannot be evaluated.',
    'failed to evaluate {{ printf "%.0f" $value }} rules of {{ $labels.rule_group }} in five minutes: their alerts are blind.'
  ),
  increased(
    'PrometheusMissingRuleEvaluations',
    'prometheus_rule_group_iterations_missed_total',
    '5m',
    '15m',
    'warning',
    'Rule groups take longer than their interval.',
    'skipped {{ printf "%.0f" $value }} evaluations of {{ $labels.rule_group }} in five minutes.'
  ),
  increased(
    'PrometheusTargetSyncFailure',
    'prometheus_target_sync_failed_total',
    '30m',
    '5m',
    'critical',
    'Targets were rejected because of their configuration.',
    'could not take over {{ printf "%.0f" $value }} targets of {{ $labels.scrape_job }}.'
  ),
  increased(
    'PrometheusScrapeSampleLimitHit',
    'prometheus_target_scrapes_exceeded_sample_limit_total',
    '5m',
    '15m',
    'warning',
    'Scrapes are thrown away for their number of samples.',
    'dropped {{ printf "%.0f" $value }} scrapes that were over the sample limit.'
  ),
  increased(
    'PrometheusTargetLimitHit',
    'prometheus_target_scrape_pool_exceeded_target_limit_total',
    '5m',
    '15m',
    'warning',
    'A scrape pool has more targets than allowed.',
    'left out targets {{ printf "%.0f" $value }} times because of the target limit.'
  ),
];

local limits = [
  increased(
    'PrometheusLabelLimitHit',
    'prometheus_target_scrape_pool_exceeded_label_limits_total',
    '5m',
    '15m',
    'warning',
    'Scrapes are thrown away for their labels.',
    'dropped {{ printf "%.0f" $value }} scrapes that were over a limit on labels.'
  ),
  increased(
    'PrometheusScrapeBodySizeLimitHit',
    'prometheus_target_scrapes_exceeded_body_size_limit_total',
    '5m',
    '15m',
    'warning',
    'Scrapes are thrown away for their size.',
    'dropped {{ printf "%.0f" $value }} answers that were over the body size limit.'
  ),
];

local state = [
  {
    alert: 'PrometheusBadConfig',
    expr: |||
      # The last five minutes, because one missed scrape would end the alert.
      max_over_time(
        prometheus_config_last_reload_successful{%(prometheusJobSelector)s}[5m]
      ) == 0
    |||,
    'for': '10m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'The configuration cannot be loaded.',
      description: 'Prometheus %s runs with an old configuration because it refuses the new one.' % pod,
    },
  },
  {
    alert: 'PrometheusNotIngestingSamples',
    expr: |||
      (
        sum without (type) (
          rate(prometheus_tsdb_head_samples_appended_total{%(prometheusJobSelector)s}[5m])
        ) <= 0
        and (
          sum without (scrape_job) (prometheus_target_metadata_cache_entries{%(prometheusJobSelector)s}) > 0
          or
          sum without (rule_group) (prometheus_rule_group_rules{%(prometheusJobSelector)s}) > 0
        )
      )
    |||,
    'for': '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'No samples are stored.',
      description: 'Prometheus %s has targets or rules and still writes nothing.' % pod,
    },
  },
  {
    alert: 'PrometheusDuplicateTimestamps',
    expr: |||
      rate(
        prometheus_target_scrapes_sample_duplicate_timestamp_total{%(prometheusJobSelector)s}[5m]
      ) > 0
    |||,
    // A burst when a pod restarts is harmless.
    'for': '1h',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Samples are lost because their timestamp exists already.',
      description: 'Prometheus %s drops {{ printf "%%.4g" $value }} samples a second that differ from one with the same timestamp; its log names the scrape pool.' % pod,
    },
  },
  {
    alert: 'PrometheusOutOfOrderTimestamps',
    expr: |||
      rate(
        prometheus_target_scrapes_sample_out_of_order_total{%(prometheusJobSelector)s}[5m]
      ) > 0
    |||,
    'for': '1h',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Samples are lost because they are older than what is stored.',
      description: 'Prometheus %s drops {{ printf "%%.4g" $value }} samples a second; often two endpoints expose the same series.' % pod,
    },
  },
  {
    alert: 'PrometheusHighQueryLoad',
    expr: |||
      avg_over_time(prometheus_engine_queries{%(prometheusJobSelector)s}[5m])
      / max_over_time(prometheus_engine_queries_concurrent_max{%(prometheusJobSelector)s}[5m])
      > 0.8
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Queries are about to queue up.',
      description: 'Prometheus %s has less than a fifth of its query slots free.' % pod,
    },
  },
];

function(config, alerting) [
  {
    name: 'prometheus',
    rules: [
      rule { expr: super.expr % config }
      for rule in state + counters + limits + delivery.remote + (if alerting then delivery.notifications else [])
    ],
  },
]
