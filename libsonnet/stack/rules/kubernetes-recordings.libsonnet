// What dashboards and alerts read about pods, their resources and their nodes, computed once.

// The node of each pod, at most once per pod.
local podNode = |||
  * on (%(clusterLabel)s, namespace, pod) group_left (node)
  topk by (%(clusterLabel)s, namespace, pod) (1,
    max by (%(clusterLabel)s, namespace, pod, node) (kube_pod_info{%(kubeStateSelector)s,node!=""})
  )
|||;

// Pods that hold their requests: not those that are done.
local active = |||
  * on (%(clusterLabel)s, namespace, pod) group_left ()
  max by (%(clusterLabel)s, namespace, pod) (
    kube_pod_status_phase{%(kubeStateSelector)s,phase=~"Pending|Running"} == 1
  )
|||;

local cpu(suffix, rate) = {
  record: 'node_namespace_pod_container:container_cpu_usage_seconds_total:' + suffix,
  expr: |||
    sum by (%%(clusterLabel)s, namespace, pod, container) (
      %s(container_cpu_usage_seconds_total{%%(containerSelector)s,image!=""}[5m])
    )
  ||| % rate + podNode,
};

local memory(kind) = {
  record: 'node_namespace_pod_container:container_memory_' + kind,
  expr: |||
    container_memory_%s{%%(containerSelector)s,image!=""}
  ||| % kind + podNode,
};

local held(resource, kind) = [
  {
    record: 'cluster:namespace:pod_%s:active:kube_pod_container_resource_%s' % [resource, kind],
    expr: |||
      kube_pod_container_resource_%s{%%(kubeStateSelector)s,resource="%s"}
    ||| % [kind, resource] + active,
  },
  {
    record: 'namespace_%s:kube_pod_container_resource_%s:sum' % [resource, kind],
    expr: |||
      sum by (%%(clusterLabel)s, namespace) (
        sum by (%%(clusterLabel)s, namespace, pod) (
          max by (%%(clusterLabel)s, namespace, pod, container) (
            kube_pod_container_resource_%s{%%(kubeStateSelector)s,resource="%s"}
          )
        )
    ||| % [kind, resource] + active + |||
      )
    |||,
  },
];

local ownerRecord = 'namespace_workload_pod:kube_pod_owner:relabel';

// The workload of a pod whose owner is the workload itself.
local owned(kind) = {
  record: ownerRecord,
  expr: |||
    max by (%%(clusterLabel)s, namespace, pod, workload) (
      label_replace(
        kube_pod_owner{%%(kubeStateSelector)s,owner_kind="%s"},
        "workload", "$1", "owner_name", "(.*)"
      )
    )
  ||| % kind,
  labels: { workload_type: std.asciiLower(kind) },
};

// A pod without an owner, or one that the kubelet runs from a file: it is its own workload.
local unowned(type, selector) = {
  record: ownerRecord,
  expr: |||
    max by (%%(clusterLabel)s, namespace, pod, workload) (
      label_replace(
        kube_pod_owner{%%(kubeStateSelector)s,%s},
        "workload", "$1", "pod", "(.+)"
      )
    )
  ||| % selector,
  labels: { workload_type: type },
  since:: 15,
};

local deployments = {
  record: ownerRecord,
  expr: |||
    max by (%(clusterLabel)s, namespace, pod, workload) (
      label_replace(
        label_replace(
          kube_pod_owner{%(kubeStateSelector)s,owner_kind="ReplicaSet"},
          "replicaset", "$1", "owner_name", "(.*)"
        )
        * on (%(clusterLabel)s, namespace, replicaset) group_left (owner_name)
        topk by (%(clusterLabel)s, namespace, replicaset) (1,
          max by (%(clusterLabel)s, namespace, replicaset, owner_name) (
            kube_replicaset_owner{%(kubeStateSelector)s,owner_kind="Deployment"}
          )
        ),
        "workload", "$1", "owner_name", "(.*)"
      )
    )
  |||,
  labels: { workload_type: 'deployment' },
};

local owners =
  [deployments, owned('DaemonSet'), owned('StatefulSet'), owned('Job')] +
  [unowned('barepod', 'owner_kind="",owner_name=""'), unowned('staticpod', 'owner_kind="Node"')];

local recorded(name, expr) = { record: name, expr: expr };

local nodes = [
  recorded('node_namespace_pod:kube_pod_info:', |||
    topk by (%(clusterLabel)s, namespace, pod) (1,
      max by (%(clusterLabel)s, namespace, pod, node) (kube_pod_info{%(kubeStateSelector)s,node!=""})
    )
  |||),
  recorded('node:node_num_cpu:sum', |||
    count by (%(clusterLabel)s, node) (
      node_cpu_seconds_total{%(nodeSelector)s,mode="idle"}
      * on (%(clusterLabel)s, namespace, pod) group_left (node)
      topk by (%(clusterLabel)s, namespace, pod) (1, node_namespace_pod:kube_pod_info:)
    )
  |||),
  recorded(':node_memory_MemAvailable_bytes:sum', |||
    sum by (%(clusterLabel)s) (node_memory_MemAvailable_bytes{%(nodeSelector)s})
  |||),
  recorded('node:node_cpu_utilization:ratio_rate5m', |||
    avg by (%(clusterLabel)s, node) (
      sum without (mode) (
        rate(node_cpu_seconds_total{%(nodeSelector)s,mode!~"idle|iowait|steal"}[5m])
        * on (%(clusterLabel)s, namespace, pod) group_left (node)
        topk by (%(clusterLabel)s, namespace, pod) (1, node_namespace_pod:kube_pod_info:)
      )
    )
  |||),
  recorded('cluster:node_cpu:ratio_rate5m', |||
    avg by (%(clusterLabel)s) (node:node_cpu_utilization:ratio_rate5m)
  |||),
];

local pleg = [
  {
    local histogram = 'kubelet_pleg_relist_duration_seconds',
    record: 'node_quantile:%s:histogram_quantile' % histogram,
    expr: |||
      histogram_quantile(%s,
        sum by (%%(clusterLabel)s, instance, le) (
          rate(%s_bucket{%%(kubeletJobSelector)s}[5m])
        )
        * on (%%(clusterLabel)s, instance) group_left (node)
        max by (%%(clusterLabel)s, instance, node) (kubelet_node_name{%%(kubeletJobSelector)s})
      )
    ||| % [quantile, histogram],
    labels: { quantile: quantile },
  }
  for quantile in ['0.99', '0.9', '0.5']
];

function(config)
  local group(name, rules) = {
    name: name,
    rules: [rule { expr: super.expr % config } for rule in rules],
  };
  local usage = [
    cpu('sum_rate5m', 'rate') { since:: 15 },
    cpu('sum_irate', 'irate'),
  ] + [memory(kind) for kind in ['working_set_bytes', 'rss', 'cache', 'swap']];
  local holdings = std.flattenArrays([
    held(resource, kind)
    for kind in ['requests', 'limits']
    for resource in ['memory', 'cpu']
  ]);
  [
    group('k8s.rules', usage + holdings + owners),
    group('node.rules', nodes),
    group('kubelet.rules', pleg),
  ]
