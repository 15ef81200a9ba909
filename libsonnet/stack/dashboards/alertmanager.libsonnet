// Alertmanager: what comes in, what goes out, what is lost.
local each(metric) = 'max by (pod) (%s{%%(alertmanagerJobSelector)s})' % metric;
local rate(metric, by) = 'sum by (%s) (rate(%s{%%(alertmanagerJobSelector)s}[$__rate_interval]))' % [by, metric];
local notifications = 'alertmanager_notifications';

function(d) d.dashboard({
  uid: 'alertmanager',
  title: 'Monitoring / Alertmanager',
  clusters: 'alertmanager_alerts',
  body: [
    [
      d.stat('Instances up', 'sum(up{%(alertmanagerJobSelector)s})'),
      d.stat('Members that see all others', |||
        count(
          alertmanager_cluster_members{%(alertmanagerJobSelector)s}
          >= on () group_left () count(up{%(alertmanagerJobSelector)s})
        ) or vector(0)
      |||),
      d.stat('Configurations', |||
        count(count_values("hash", alertmanager_config_hash{%(alertmanagerJobSelector)s}))
      |||, { limits: { critical: 2 }, description: 'Different ones among the members: one is right.' }),
      d.stat('Active alerts', 'max(sum by (pod) (alertmanager_alerts{%(alertmanagerJobSelector)s,state="active"}))'),
      d.stat('Suppressed alerts', 'max(sum by (pod) (alertmanager_alerts{%(alertmanagerJobSelector)s,state="suppressed"}))'),
      d.stat('Active silences', 'max(alertmanager_silences{%(alertmanagerJobSelector)s,state="active"})'),
    ],
    'Alerts',
    [
      d.timeseries('Alerts', [[
        'sum by (pod, state) (alertmanager_alerts{%(alertmanagerJobSelector)s})',
        '{{pod}} {{state}}',
      ]]),
      d.timeseries('Received', [
        [rate('alertmanager_alerts_received_total', 'pod'), '{{pod}}'],
        [rate('alertmanager_alerts_invalid_total', 'pod'), '{{pod}} invalid'],
      ], { unit: 'ops' }),
    ],
    'Notifications',
    [
      d.timeseries('Sent', [[rate(notifications + '_total', 'integration'), '{{integration}}']], { unit: 'ops' }),
      d.timeseries('Failed', [[rate(notifications + '_failed_total', 'integration'), '{{integration}}']], { unit: 'ops' }),
      d.timeseries('Duration', [[
        'histogram_quantile(0.99, %s)' % rate('alertmanager_notification_latency_seconds_bucket', 'integration, le'),
        '{{integration}}',
      ]], { unit: 's', description: '99 of 100 are faster.' }),
    ],
    'Processes',
    [
      d.timeseries('CPU', [[rate('process_cpu_seconds_total', 'pod'), '{{pod}}']], { unit: 'none' }),
      d.timeseries('Memory', [[each('process_resident_memory_bytes'), '{{pod}}']], { unit: 'bytes' }),
      d.timeseries('Members seen', [[each('alertmanager_cluster_members'), '{{pod}}']]),
    ],
  ],
})
