// One workload (Deployment, StatefulSet, …): what each of its pods uses of what it asked for.
local where = '%(cluster)s,namespace="$namespace"';
local owners = 'namespace_workload_pod:kube_pod_owner:relabel';
local pods = owners + '{' + where + ',workload_type="$type",workload="$workload"}';

// `series` of the namespace, of the pods of this workload only.
local mine(series, aggregation='sum by (pod)') = |||
  %s (
    %s
    * on (namespace, pod) group_left ()
    %s
  )
||| % [aggregation, series, pods];

local asked(resource, kind) = mine(
  'cluster:namespace:pod_%s:active:kube_pod_container_resource_%s{%s}' % [resource, kind, where]
);
local cpu = mine('%(containerCpu)s{' + where + ',container!=""}');
local memory = mine('%(containerMemory)s{' + where + ',container!=""}');
local state(metric, more='') = metric + '{%(kubeStateSelector)s,namespace="$namespace"' + more + '}';
local container(metric, more='') =
  'rate(%s{%%(containerSelector)s,namespace="$namespace"%s}[$__rate_interval])' % [metric, more];

function(d) d.dashboard({
  uid: 'workload',
  title: 'Kubernetes / Workload',
  clusters: 'kube_pod_owner',
  variables: [
    d.variable('namespace', 'Namespace', '%s{%%(cluster)s}' % owners),
    d.variable('type', 'Type', '%s{%s}' % [owners, where], 'workload_type'),
    d.variable('workload', 'Workload', '%s{%s,workload_type="$type"}' % [owners, where]),
  ],
  body: [
    [
      d.stat('Pods', 'count(%s)' % pods),
      d.stat('Pods ready', mine(state('kube_pod_status_ready', ',condition="true"'), 'sum')),
      d.stat('Restarts in an hour', mine(
        'increase(%s[1h])' % state('kube_pod_container_status_restarts_total'),
        'sum'
      ), { decimals: 0, limits: { warning: 1, critical: 5 } }),
      d.stat('CPU', 'sum(%s)' % cpu, { unit: 'none', description: 'Processors in use.' }),
      d.stat('Memory', 'sum(%s)' % memory, { unit: 'bytes' }),
    ],
    'Pods',
    [
      d.table('Use, requests and limits', [['pod', 'Pod']], [
        ['CPU', 'none', cpu],
        ['CPU requests', 'none', asked('cpu', 'requests')],
        ['CPU limits', 'none', asked('cpu', 'limits')],
        ['Memory', 'bytes', memory],
        ['Memory requests', 'bytes', asked('memory', 'requests')],
        ['Memory limits', 'bytes', asked('memory', 'limits')],
        ['Restarts', 'none', mine(state('kube_pod_container_status_restarts_total'))],
      ], { sort: 'Memory' }),
    ],
    'CPU and memory',
    [
      d.timeseries('CPU', [
        [cpu, '{{pod}}'],
        ['max(%s)' % asked('cpu', 'requests'), 'requested by one pod'],
        ['max(%s)' % asked('cpu', 'limits'), 'limit of one pod'],
      ], { unit: 'none' }),
      d.timeseries('Memory', [
        [memory, '{{pod}}'],
        ['max(%s)' % asked('memory', 'requests'), 'requested by one pod'],
        ['max(%s)' % asked('memory', 'limits'), 'limit of one pod'],
      ], { unit: 'bytes' }),
    ],
    [
      d.timeseries('CPU throttling', [[
        '%s / %s' % [
          mine(container('container_cpu_cfs_throttled_periods_total', ',container!=""')),
          mine(container('container_cpu_cfs_periods_total', ',container!=""')),
        ],
        '{{pod}}',
      ]], { unit: 'percentunit', max: 1, description: 'Periods in which a container reached its limit.' }),
      d.timeseries('Restarts', [[
        mine('increase(%s[10m])' % state('kube_pod_container_status_restarts_total')),
        '{{pod}}',
      ]], { description: 'In ten minutes.' }),
    ],
    'Network',
    [
      d.timeseries('Received', [[mine(container('container_network_receive_bytes_total')), '{{pod}}']], { unit: 'Bps' }),
      d.timeseries('Sent', [[mine(container('container_network_transmit_bytes_total')), '{{pod}}']], { unit: 'Bps' }),
    ],
  ],
})
