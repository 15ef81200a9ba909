// Requests, quotas and throttling.

// More is requested than fits after the loss of the largest node; in clusters of one node, than fits at all.
local overcommit(name, resource, what) = {
  alert: name,
  expr: |||
    sum by (%%(clusterLabel)s) (namespace_%(resource)s:kube_pod_container_resource_requests:sum)
    - (
      sum by (%%(clusterLabel)s) (kube_node_status_allocatable{%%(kubeStateSelector)s,resource="%(resource)s"})
      - max by (%%(clusterLabel)s) (kube_node_status_allocatable{%%(kubeStateSelector)s,resource="%(resource)s"})
      > 0
      or
      sum by (%%(clusterLabel)s) (kube_node_status_allocatable{%%(kubeStateSelector)s,resource="%(resource)s"})
    ) > 0
  ||| % { resource: resource },
  'for': '10m',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Pods request more %s than the cluster can lose a node with.' % what,
    description: 'The requests exceed what is left without the largest node by {{ $value | humanize }}%s.' % (
      if resource == 'cpu' then ' processors' else ' bytes'
    ),
  },
};

local quotaOvercommit(name, resource, what) = {
  alert: name,
  expr: |||
    sum by (%%(clusterLabel)s) (
      min without (resource) (
        kube_resourcequota{%%(kubeStateSelector)s,type="hard",resource=~"%(resource)s|requests.%(resource)s"}
      )
    )
    / sum by (%%(clusterLabel)s) (
      kube_node_status_allocatable{%%(kubeStateSelector)s,resource="%(resource)s"}
    ) > 1.5
  ||| % { resource: resource },
  'for': '5m',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Quotas promise more %s than there is.' % what,
    description: 'The quotas of all namespaces add up to {{ $value | humanizePercentage }} of the %s of the cluster.' % what,
  },
};

local quota(name, bounds, severity, summary, description) = {
  alert: name,
  expr: |||
    max by (%%(clusterLabel)s, namespace, resource, resourcequota) (
      kube_resourcequota{%%(kubeStateSelector)s,type="used"}
    )
    / max by (%%(clusterLabel)s, namespace, resource, resourcequota) (
      kube_resourcequota{%%(kubeStateSelector)s,type="hard"} > 0
    ) %s
  ||| % bounds,
  'for': '15m',
  labels: { severity: severity },
  annotations: {
    summary: summary,
    description: 'Namespace {{ $labels.namespace }} ' + description + ' (quota {{ $labels.resourcequota }}).',
  },
};

local rules = [
  overcommit('KubeCPUOvercommit', 'cpu', 'processor time'),
  overcommit('KubeMemoryOvercommit', 'memory', 'memory'),
  quotaOvercommit('KubeCPUQuotaOvercommit', 'cpu', 'processor time'),
  quotaOvercommit('KubeMemoryQuotaOvercommit', 'memory', 'memory'),
  quota(
    'KubeQuotaAlmostFull',
    '> 0.9 < 1',
    'info',
    'A quota is nearly used up.',
    'uses {{ $value | humanizePercentage }} of its {{ $labels.resource }}'
  ),
  quota(
    'KubeQuotaFullyUsed',
    '== 1',
    'info',
    'A quota is used up.',
    'uses all of its {{ $labels.resource }}'
  ),
  quota(
    'KubeQuotaExceeded',
    '> 1',
    'warning',
    'A quota is exceeded.',
    'uses {{ $value | humanizePercentage }} of its {{ $labels.resource }}'
  ),
  {
    alert: 'CPUThrottlingHigh',
    expr: |||
      sum by (%(clusterLabel)s, container, namespace, pod) (
        increase(container_cpu_cfs_throttled_periods_total{%(containerSelector)s,container!=""}[5m])
      )
      / sum by (%(clusterLabel)s, container, namespace, pod) (
        increase(container_cpu_cfs_periods_total{%(containerSelector)s,container!=""}[5m])
      ) > %(cpuThrottlingPercent)d / 100
    |||,
    'for': '15m',
    labels: { severity: 'info' },
    annotations: {
      summary: 'A container is slowed down by its limit.',
      description: 'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} waits in {{ $value | humanizePercentage }} of its periods.',
    },
  },
];

function(config) [
  {
    name: 'kubernetes-resources',
    rules: [rule { expr: super.expr % config } for rule in rules],
  },
]
