// The cluster as a whole: what its nodes have, what its namespaces ask for and use.
local ratio(warning, critical) = { unit: 'percentunit', limits: { warning: warning, critical: critical } };
local requested(resource) = |||
  sum(namespace_%s:kube_pod_container_resource_requests:sum{%%(cluster)s})
  / sum(kube_node_status_allocatable{%%(kubeStateSelector)s,resource="%s"})
||| % [resource, resource];

local held(resource, kind) =
  'sum by (namespace) (namespace_%s:kube_pod_container_resource_%s:sum{%%(cluster)s})' % [resource, kind];
local network(direction) = |||
  sum by (namespace) (
    rate(container_network_%s_bytes_total{%%(containerSelector)s,namespace!=""}[$__rate_interval])
  )
||| % direction;

local cpu = 'sum by (namespace) (%(containerCpu)s{%(cluster)s,container!=""})';
local memory = 'sum by (namespace) (%(containerMemory)s{%(cluster)s,container!=""})';
local pods = 'sum by (namespace) (kube_pod_status_phase{%(kubeStateSelector)s,phase="Running"})';
local linkTo(uid, variable) =
  '/d/monigen-%s?var-datasource=${datasource}&var-cluster=${cluster}&var-%s=${__value.text}' % [uid, variable];

function(d) d.dashboard({
  uid: 'cluster',
  title: 'Kubernetes / Cluster',
  clusters: 'kube_node_info',
  body: [
    [
      d.stat('Nodes', 'count(kube_node_info{%(kubeStateSelector)s})'),
      d.stat('Nodes not ready', |||
        count(kube_node_status_condition{%(kubeStateSelector)s,condition="Ready",status="true"} == 0) or vector(0)
      |||, { limits: { critical: 1 } }),
      d.stat('CPU in use', 'avg(cluster:node_cpu:ratio_rate5m{%(cluster)s})', ratio(0.8, 0.9)),
      d.stat('CPU requested', requested('cpu'), ratio(0.9, 1)),
      d.stat('Memory in use', |||
        1 - sum(:node_memory_MemAvailable_bytes:sum{%(cluster)s})
        / sum(node_memory_MemTotal_bytes{%(nodeSelector)s})
      |||, ratio(0.8, 0.9)),
      d.stat('Memory requested', requested('memory'), ratio(0.9, 1)),
    ],
    [
      d.table('Firing alerts', [['severity', 'Severity'], ['alertname', 'Alert'], ['namespace', 'Namespace']], [
        ['Count', 'none', |||
          count by (severity, alertname, namespace) (ALERTS{%(cluster)s,alertstate="firing",severity!~"none|info"})
        |||],
      ]),
      d.table('Nodes', [['instance', 'Node']], [
        ['CPU', 'percentunit', 'max by (instance) (instance:node_cpu_utilisation:rate5m{%(nodeSelector)s})'],
        ['Load per CPU', 'none', 'max by (instance) (instance:node_load1_per_cpu:ratio{%(nodeSelector)s})'],
        ['Memory', 'percentunit', 'max by (instance) (instance:node_memory_utilisation:ratio{%(nodeSelector)s})'],
        ['Pods', 'none', |||
          sum by (instance) (
            label_replace(node_namespace_pod:kube_pod_info:{%(cluster)s}, "instance", "$1", "node", "(.+)")
          )
        |||],
      ], { sort: 'CPU', links: { Node: linkTo('node', 'instance') } }),
    ],
    'Namespaces',
    [
      d.timeseries('CPU', [[cpu, '{{namespace}}']], { unit: 'none', stack: true, description: 'Processors in use.' }),
      d.timeseries('Memory', [[memory, '{{namespace}}']], { unit: 'bytes', stack: true }),
    ],
    [
      d.table('Use, requests and limits', [['namespace', 'Namespace']], [
        ['Running pods', 'none', pods],
        ['CPU', 'none', cpu],
        ['CPU requests', 'none', held('cpu', 'requests')],
        ['CPU limits', 'none', held('cpu', 'limits')],
        ['Memory', 'bytes', memory],
        ['Memory requests', 'bytes', held('memory', 'requests')],
        ['Memory limits', 'bytes', held('memory', 'limits')],
      ], { sort: 'Memory', links: { Namespace: linkTo('workload', 'namespace') } }),
    ],
    'Network',
    [
      d.timeseries('Received', [[network('receive'), '{{namespace}}']], { unit: 'Bps', stack: true }),
      d.timeseries('Sent', [[network('transmit'), '{{namespace}}']], { unit: 'Bps', stack: true }),
    ],
    'Pods and volumes',
    [
      d.timeseries('Pods by phase', [[
        'sum by (phase) (kube_pod_status_phase{%(kubeStateSelector)s})',
        '{{phase}}',
      ]], { stack: true }),
      d.table('Volumes', [['namespace', 'Namespace'], ['persistentvolumeclaim', 'Claim']], [
        ['Capacity', 'bytes', |||
          max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes{%(kubeletJobSelector)s})
        |||],
        ['In use', 'percentunit', |||
          1 - min by (namespace, persistentvolumeclaim) (
            kubelet_volume_stats_available_bytes{%(kubeletJobSelector)s}
            / kubelet_volume_stats_capacity_bytes{%(kubeletJobSelector)s}
          )
        |||],
      ], { height: 8, sort: 'In use' }),
    ],
  ],
})
