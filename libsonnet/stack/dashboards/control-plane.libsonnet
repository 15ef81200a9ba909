// Scheduler and controller manager, where the cluster runs its own.
local rate(job, metric, by) = 'sum by (%s) (rate(%s{%s}[$__rate_interval]))' % [by, metric, job];
local scheduler = '%(schedulerSelector)s';
local manager = '%(controllerManagerSelector)s';
local recorded(histogram) = [
  'max(cluster_quantile:scheduler_%s_duration_seconds:histogram_quantile{%%(cluster)s,quantile="0.99"})' % histogram,
  std.strReplace(histogram, '_', ' '),
];
local both(expr) = [[expr % scheduler, 'scheduler {{instance}}'], [expr % manager, 'controller manager {{instance}}']];

function(d, histograms) d.dashboard({
  uid: 'control-plane',
  title: 'Kubernetes / Scheduler and controller manager',
  clusters: 'scheduler_pending_pods',
  body: [
    [
      d.stat('Schedulers up', 'sum(up{%s})' % scheduler),
      d.stat('Controller managers up', 'sum(up{%s})' % manager),
      d.stat('Pods that cannot be scheduled', 'max(scheduler_pending_pods{%s,queue="unschedulable"})' % scheduler, {
        limits: { warning: 1 },
      }),
      d.stat('Work waiting', 'sum(workqueue_depth{%s})' % manager),
    ],
    'Scheduler',
    [
      d.timeseries('Waiting pods', [['max by (queue) (scheduler_pending_pods{%s})' % scheduler, '{{queue}}']]),
      d.timeseries('Attempts', [[rate(scheduler, 'scheduler_schedule_attempts_total', 'result'), '{{result}}']], { unit: 'ops' }),
      d.timeseries('Duration', [recorded(histogram) for histogram in histograms], {
        unit: 's',
        description: '99 of 100 are faster.',
      }),
    ],
    'Controller manager',
    [
      d.timeseries('Work added', [[rate(manager, 'workqueue_adds_total', 'name'), '{{name}}']], { unit: 'ops' }),
      d.timeseries('Work waiting', [['sum by (name) (workqueue_depth{%s})' % manager, '{{name}}']]),
      d.timeseries('Time in the queue', [[
        'histogram_quantile(0.99, %s)' % rate(manager, 'workqueue_queue_duration_seconds_bucket', 'name, le'),
        '{{name}}',
      ]], { unit: 's', description: '99 of 100 wait less.' }),
    ],
    'Requests to the API server',
    [
      d.timeseries('Of the scheduler', [[rate(scheduler, 'rest_client_requests_total', 'code'), '{{code}}']], { unit: 'reqps' }),
      d.timeseries('Of the controller manager', [[rate(manager, 'rest_client_requests_total', 'code'), '{{code}}']], {
        unit: 'reqps',
      }),
    ],
    'Processes',
    [
      d.timeseries('CPU', both('sum by (instance) (rate(process_cpu_seconds_total{%s}[$__rate_interval]))'), { unit: 'none' }),
      d.timeseries('Memory', both('sum by (instance) (process_resident_memory_bytes{%s})'), { unit: 'bytes' }),
    ],
  ],
})
