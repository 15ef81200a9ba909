// Prometheus: what it scrapes, stores, answers, evaluates and sends on.
local all = '%(prometheusJobSelector)s,pod=~"$pod"';
local each(metric, by='pod') = 'max by (%s) (%s{%s})' % [by, metric, all];
local rate(metric, by='pod', more='') = 'sum by (%s) (rate(%s{%s%s}[$__rate_interval]))' % [by, metric, all, more];
local remote(metric) = 'prometheus_remote_storage_' + metric;
local queue = 'pod, remote_name';
local engine = 'prometheus_engine_query_duration_seconds{%s,quantile="0.9"}' % all;

// What a scrape can end with besides samples.
local rejected = [
  ['exceeded_sample_limit_total', 'too many samples'],
  ['sample_duplicate_timestamp_total', 'same time twice'],
  ['sample_out_of_order_total', 'out of order'],
  ['sample_out_of_bounds_total', 'too old or too new'],
];

// `perQueue`: this Prometheus tells for each queue how far it could be.
function(d, perQueue) d.dashboard({
  uid: 'prometheus',
  title: 'Monitoring / Prometheus',
  clusters: 'prometheus_build_info',
  variables: [d.variable('pod', 'Pod', 'prometheus_build_info{%(prometheusJobSelector)s}', all=true)],
  body: [
    [
      d.stat('Instances up', 'count(prometheus_build_info{%s})' % all),
      d.stat('Targets up', 'sum(up{%(cluster)s})'),
      d.stat('Targets down', 'count(up{%(cluster)s} == 0) or vector(0)', { limits: { warning: 1 } }),
      d.stat('Series', 'max(prometheus_tsdb_head_series{%s})' % all),
      d.stat('Samples per second', 'max(%s)' % rate('prometheus_tsdb_head_samples_appended_total'), { unit: 'none' }),
      d.stat('Last load failed', 'count(prometheus_config_last_reload_successful{%s} == 0) or vector(0)' % all, {
        limits: { critical: 1 },
        description: 'Instances that refused the newest configuration.',
      }),
    ],
    'Scrapes',
    [
      d.timeseries('Targets', [['sum by (job) (up{%(cluster)s})', '{{job}}']], { stack: true }),
      d.timeseries('Samples by job', [['sum by (job) (scrape_samples_post_metric_relabeling{%(cluster)s})', '{{job}}']], {
        stack: true,
        description: 'Of one scrape of all targets.',
      }),
      d.timeseries('Rejected', [
        [rate('prometheus_target_scrapes_' + reason[0]), '{{pod}} ' + reason[1]]
        for reason in rejected
      ], { unit: 'ops' }),
    ],
    'Storage',
    [
      d.timeseries('Series in memory', [[each('prometheus_tsdb_head_series'), '{{pod}}']]),
      d.timeseries('Samples', [[rate('prometheus_tsdb_head_samples_appended_total'), '{{pod}}']], { unit: 'ops' }),
      d.timeseries('On disk', [
        [each('prometheus_tsdb_storage_blocks_bytes'), '{{pod}} blocks'],
        [each('prometheus_tsdb_wal_storage_size_bytes'), '{{pod}} write-ahead log'],
      ], { unit: 'bytes' }),
    ],
    'Queries and rules',
    [
      d.timeseries('Duration of queries', [['max by (slice) (%s)' % engine, '{{slice}}']], {
        unit: 's',
        description: '9 of 10 are faster.',
      }),
      d.timeseries('Duration of rule groups', [[
        'topk(10, max by (rule_group) (prometheus_rule_group_last_duration_seconds{%s}))' % all,
        '{{rule_group}}',
      ]], { unit: 's' }),
      d.timeseries('Rules that fail or are skipped', [
        [rate('prometheus_rule_evaluation_failures_total'), '{{pod}} failed'],
        [rate('prometheus_rule_group_iterations_missed_total'), '{{pod}} skipped'],
      ], { unit: 'ops' }),
    ],
    'Alerts and remote storage',
    [
      d.timeseries('Alerts', [
        [rate('prometheus_notifications_sent_total', 'alertmanager'), '{{alertmanager}} sent'],
        [rate('prometheus_notifications_errors_total', 'alertmanager'), '{{alertmanager}} failed'],
        [rate('prometheus_notifications_dropped_total'), '{{pod}} dropped'],
      ], { unit: 'ops' }),
      d.timeseries('Remote storage behind by', [['%s %s' % [
        if perQueue then each(remote('queue_highest_timestamp_seconds'), queue) + ' -'
        else each(remote('highest_timestamp_in_seconds')) + ' - on (pod) group_right ()',
        each(remote('queue_highest_sent_timestamp_seconds'), queue),
      ], '{{pod}} {{remote_name}}']], { unit: 's' }),
      d.timeseries('Samples to remote storage', [
        [rate(remote('samples_total'), queue), '{{pod}} {{remote_name}} sent'],
        [rate(remote('samples_failed_total'), queue), '{{pod}} {{remote_name}} lost'],
        [rate(remote('samples_retried_total'), queue), '{{pod}} {{remote_name}} sent again'],
      ], { unit: 'ops' }),
    ],
    'Processes',
    [
      d.timeseries('CPU', [[rate('process_cpu_seconds_total', more=',container="prometheus"'), '{{pod}}']], { unit: 'none' }),
      d.timeseries('Memory', [[
        'max by (pod) (process_resident_memory_bytes{%s,container="prometheus"})' % all,
        '{{pod}}',
      ]], { unit: 'bytes' }),
    ],
  ],
})
