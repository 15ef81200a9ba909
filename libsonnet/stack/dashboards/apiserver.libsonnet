// The API server: its objective, its requests and what it waits for.
local rate(metric, by, more='') =
  'sum by (%s) (rate(%s{%%(apiserverSelector)s%s}[$__rate_interval]))' % [by, metric, more];
local slowest(histogram, by) =
  'histogram_quantile(0.99, sum by (%s, le) (rate(%s_bucket{%%(apiserverSelector)s}[$__rate_interval])))' % [by, histogram];
local seconds = { unit: 's', description: '99 of 100 are faster.' };
local available(verb) = 'apiserver_request:availability30d{%%(cluster)s,verb="%s"}' % verb;
local objective = { unit: 'percentunit', decimals: 3 };
local burn(window) = 'sum(apiserver_request:burnrate%s{%%(cluster)s}) / %%(apiserverErrorBudget)g' % window;
local recordedRate(verb, more='') =
  'sum by (resource) (code_resource:apiserver_request_total:rate5m{%%(cluster)s,verb="%s"%s})' % [verb, more];
local recordedSlowest(verb) =
  'cluster_quantile:%%(requests)s:histogram_quantile{%%(cluster)s,verb="%s"}' % verb;
local process(metric) = 'sum by (instance) (%s{%%(apiserverSelector)s})' % metric;

function(d) d.dashboard({
  uid: 'apiserver',
  title: 'Kubernetes / API server',
  clusters: 'apiserver_request_total',
  body: [
    [
      d.stat('Available for 30 days', available('all'), objective),
      d.stat('Error budget left', '1 - (1 - %s) / %%(apiserverErrorBudget)g' % available('all'), {
        unit: 'percentunit',
        description: 'Of the failed and slow requests that 30 days allow.',
      }),
      d.stat('Reads available', available('read'), objective),
      d.stat('Writes available', available('write'), objective),
      d.stat('Instances up', 'sum(up{%(apiserverSelector)s})'),
    ],
    [
      d.timeseries('Burn rate', [[burn(window), window] for window in ['5m', '1h', '6h', '3d']], {
        unit: 'none',
        description: 'How many times as fast as the objective allows the error budget is used up.',
      }),
      d.timeseries('Requests by code', [[rate('apiserver_request_total', 'code'), '{{code}}']], { unit: 'reqps', stack: true }),
    ],
    'Reads',
    [
      d.timeseries('Requests', [[recordedRate('read'), '{{resource}}']], { unit: 'reqps' }),
      d.timeseries('Errors', [[recordedRate('read', ',code=~"5.."'), '{{resource}}']], { unit: 'reqps' }),
      d.timeseries('Duration', [[recordedSlowest('read'), '{{resource}}']], seconds),
    ],
    'Writes',
    [
      d.timeseries('Requests', [[recordedRate('write'), '{{resource}}']], { unit: 'reqps' }),
      d.timeseries('Errors', [[recordedRate('write', ',code=~"5.."'), '{{resource}}']], { unit: 'reqps' }),
      d.timeseries('Duration', [[recordedSlowest('write'), '{{resource}}']], seconds),
    ],
    'Load',
    [
      d.timeseries('Requests in flight', [[
        'max by (request_kind) (apiserver_current_inflight_requests{%(apiserverSelector)s})',
        '{{request_kind}}',
      ]]),
      d.timeseries('Terminated requests', [[rate('apiserver_request_terminations_total', 'code'), '{{code}}']], {
        unit: 'reqps',
      }),
      d.timeseries('Requests to etcd', [[slowest('etcd_request_duration_seconds', 'operation'), '{{operation}}']], seconds),
      d.timeseries('Admission webhooks', [[
        slowest('apiserver_admission_webhook_admission_duration_seconds', 'name'),
        '{{name}}',
      ]], seconds),
    ],
    'Process',
    [
      d.timeseries('CPU', [[rate('process_cpu_seconds_total', 'instance'), '{{instance}}']], { unit: 'none' }),
      d.timeseries('Memory', [[process('process_resident_memory_bytes'), '{{instance}}']], { unit: 'bytes' }),
      d.timeseries('Goroutines', [[process('go_goroutines'), '{{instance}}']]),
    ],
  ],
})
