// The kubelets: what they run, how long it takes them, what they fail at.
local all = '%(kubeletJobSelector)s,instance=~"$instance"';
local sum(metric, by='instance', more='') = 'sum by (%s) (%s{%s%s})' % [by, metric, all, more];
local rate(metric, by, more='') = 'sum by (%s) (rate(%s{%s%s}[$__rate_interval]))' % [by, metric, all, more];
local slowest(histogram, by) =
  'histogram_quantile(0.99, sum by (%s, le) (rate(%s_bucket{%s}[$__rate_interval])))' % [by, histogram, all];
local seconds = { unit: 's', description: '99 of 100 are faster.' };

function(d) d.dashboard({
  uid: 'kubelet',
  title: 'Kubernetes / Kubelet',
  clusters: 'kubelet_node_name',
  variables: [d.variable('instance', 'Instance', 'kubelet_node_name{%(kubeletJobSelector)s}', all=true)],
  body: [
    [
      d.stat('Kubelets up', 'sum(up{%s})' % all),
      d.stat('Pods', 'sum(kubelet_running_pods{%s})' % all),
      d.stat('Containers', 'sum(kubelet_running_containers{%s,container_state="running"})' % all),
      d.stat('Volumes', 'sum(volume_manager_total_volumes{%s,state="actual_state_of_world"})' % all),
      d.stat('Evictions in an hour', 'sum(increase(kubelet_evictions{%s}[1h])) or vector(0)' % all, {
        decimals: 0,
        limits: { warning: 1 },
      }),
      d.stat('First certificate expires in', 'min(kubelet_certificate_manager_client_ttl_seconds{%s})' % all, { unit: 's' }),
    ],
    'Pods',
    [
      d.timeseries('Pods', [[sum('kubelet_running_pods'), '{{instance}}']]),
      d.timeseries('Start of a pod', [[slowest('kubelet_pod_start_duration_seconds', 'instance'), '{{instance}}']], seconds),
      d.timeseries('Work on a pod', [[
        slowest('kubelet_pod_worker_duration_seconds', 'operation_type'),
        '{{operation_type}}',
      ]], seconds),
    ],
    'Container runtime',
    [
      d.timeseries('Operations', [[rate('kubelet_runtime_operations_total', 'operation_type'), '{{operation_type}}']], {
        unit: 'ops',
      }),
      d.timeseries('Failures', [[
        rate('kubelet_runtime_operations_errors_total', 'operation_type'),
        '{{operation_type}}',
      ]], { unit: 'ops' }),
      d.timeseries('Duration', [[
        slowest('kubelet_runtime_operations_duration_seconds', 'operation_type'),
        '{{operation_type}}',
      ]], seconds),
    ],
    [
      d.timeseries('Listing of the containers', [[
        'node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{%(cluster)s,quantile="0.99",instance=~"$instance"}',
        '{{instance}}',
      ]], seconds),
      d.timeseries('Volume operations', [[
        slowest('storage_operation_duration_seconds', 'operation_name'),
        '{{operation_name}}',
      ]], seconds),
      d.timeseries('Requests to the API server', [[rate('rest_client_requests_total', 'code'), '{{code}}']], { unit: 'reqps' }),
    ],
    'Process',
    [
      d.timeseries('CPU', [[rate('process_cpu_seconds_total', 'instance'), '{{instance}}']], { unit: 'none' }),
      d.timeseries('Memory', [[sum('process_resident_memory_bytes'), '{{instance}}']], { unit: 'bytes' }),
      d.timeseries('Goroutines', [[sum('go_goroutines'), '{{instance}}']]),
    ],
  ],
})
