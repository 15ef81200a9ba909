// Kubelets and the nodes that they run.

// Adds the node's name to a vector that has the kubelet's instance only.
local withNode = |||
  * on (%(clusterLabel)s, instance) group_left (node)
  max by (%(clusterLabel)s, instance, node) (kubelet_node_name{%(kubeletJobSelector)s})
|||;

// Nodes that somebody took out of service are expected not to be ready.
local schedulable = |||
  and on (%(clusterLabel)s, node)
  kube_node_spec_unschedulable{%(kubeStateSelector)s} == 0
|||;

local nodes = [
  {
    alert: 'KubeNodeNotReady',
    expr: |||
      kube_node_status_condition{%(kubeStateSelector)s,condition="Ready",status="true"} == 0
    ||| + schedulable,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A node is not ready.',
      description: 'Node {{ $labels.node }} has not been ready for 15 minutes.',
    },
  },
  {
    alert: 'KubeNodePressure',
    expr: |||
      kube_node_status_condition{%(kubeStateSelector)s,condition=~"(Disk|Memory|PID)Pressure",status="true"} == 1
    ||| + schedulable,
    'for': '10m',
    labels: { severity: 'info' },
    since:: 15,
    annotations: {
      summary: 'A node is under pressure.',
      description: 'Node {{ $labels.node }} reports {{ $labels.condition }} and may evict pods.',
    },
  },
  {
    alert: 'KubeNodeUnreachable',
    expr: |||
      (
        kube_node_spec_taint{%(kubeStateSelector)s,key="node.kubernetes.io/unreachable",effect="NoSchedule"}
        unless ignoring (key, value)
        # Nodes that are about to go away on purpose.
        kube_node_spec_taint{%(kubeStateSelector)s,key=~"%(terminationTaints)s"}
      ) == 1
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A node cannot be reached.',
      description: 'Node {{ $labels.node }} is unreachable; its pods may be started elsewhere.',
    },
  },
  {
    alert: 'KubeNodeReadinessFlapping',
    expr: |||
      sum by (%(clusterLabel)s, node) (
        changes(kube_node_status_condition{%(kubeStateSelector)s,condition="Ready",status="true"}[15m])
      ) > 2
    ||| + schedulable,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A node keeps changing between ready and not ready.',
      description: 'Node {{ $labels.node }} changed its readiness {{ $value }} times in 15 minutes.',
    },
  },
  {
    alert: 'KubeNodeEviction',
    expr: |||
      sum by (%(clusterLabel)s, eviction_signal, instance) (
        rate(kubelet_evictions{%(kubeletJobSelector)s}[15m])
      )
    ||| + withNode + |||
      > 0
    |||,
    'for': '0s',
    labels: { severity: 'info' },
    since:: 15,
    annotations: {
      summary: 'A node evicts pods.',
      description: 'Node {{ $labels.node }} evicts pods because {{ $labels.eviction_signal }} crossed its threshold.',
    },
  },
];

local kubelets = [
  {
    alert: 'KubeletTooManyPods',
    expr: |||
      (
        max by (%(clusterLabel)s, instance) (kubelet_running_pods{%(kubeletJobSelector)s} > 1)
        * on (%(clusterLabel)s, instance) group_left (node)
        max by (%(clusterLabel)s, instance, node) (kubelet_node_name{%(kubeletJobSelector)s})
      )
      / on (%(clusterLabel)s, node) group_left ()
      max by (%(clusterLabel)s, node) (
        kube_node_status_capacity{%(kubeStateSelector)s,resource="pods"} != 1
      ) * 100 > %(podsPerNodePercent)d
    |||,
    'for': '15m',
    labels: { severity: 'info' },
    annotations: {
      summary: 'A node is nearly full of pods.',
      description: 'Node {{ $labels.node }} runs {{ printf "%.0f" $value }}% of the pods that it may.',
    },
  },
  {
    alert: 'KubeletPlegDurationHigh',
    expr: |||
      node_quantile:kubelet_pleg_relist_duration_seconds:histogram_quantile{quantile="0.99"}
      >= 10
    |||,
    'for': '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A kubelet takes long to learn the state of its containers.',
      description: 'Relisting takes {{ $value | humanizeDuration }} on node {{ $labels.node }} (99th percentile).',
    },
  },
  {
    alert: 'KubeletPodStartUpLatencyHigh',
    expr: |||
      histogram_quantile(0.99,
        sum by (%(clusterLabel)s, instance, le) (
          rate(kubelet_pod_worker_duration_seconds_bucket{%(kubeletJobSelector)s}[5m])
        )
      )
    ||| + withNode + |||
      > 60
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Pods take long to start.',
      description: 'Starting a pod takes {{ $value | humanizeDuration }} on node {{ $labels.node }} (99th percentile).',
    },
  },
  {
    // Nodes exist and no kubelet of theirs answers; where nobody counts the nodes, the kubelets alone must do.
    alert: 'KubeletDown',
    expr: |||
      group by (%(clusterLabel)s) (kube_node_info{%(kubeStateSelector)s})
      unless on (%(clusterLabel)s)
      group by (%(clusterLabel)s) (up{%(kubeletJobSelector)s} == 1)
      or
      max by (%(clusterLabel)s) (up{%(kubeletJobSelector)s}) == 0
      or
      absent(up{%(kubeletJobSelector)s} or kube_node_info{%(kubeStateSelector)s})
    |||,
    'for': '15m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'The kubelets are gone.',
      description: 'No kubelet can be scraped: none is discovered, or every one fails.',
    },
  },
  {
    alert: 'KubeletInstanceUnreachable',
    expr: |||
      up{%(kubeletJobSelector)s} == 0
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    since:: 18,
    annotations: {
      summary: 'A kubelet cannot be scraped.',
      description: 'The kubelet at {{ $labels.instance }} has not answered for 15 minutes.',
    },
  },
];

local expiry(kind, threshold, severity) = {
  alert: 'Kubelet%sCertificateExpiration' % kind,
  expr: |||
    kubelet_certificate_manager_%s_ttl_seconds{%%(kubeletJobSelector)s} < %%(%s)d
  ||| % [std.asciiLower(kind), threshold],
  labels: { severity: severity },
  annotations: {
    summary: "A kubelet's %s certificate is about to expire." % std.asciiLower(kind),
    description: 'The %s certificate of node {{ $labels.node }} expires in {{ $value | humanizeDuration }}.' % std.asciiLower(kind),
  },
};

// An hour back: a kubelet that waits for an approval tries again every 15 minutes only.
local renewal(kind, metric) = {
  alert: 'Kubelet%sCertificateRenewalErrors' % kind,
  expr: |||
    increase(%s{%%(kubeletJobSelector)s}[1h]) > 0
  ||| % metric,
  'for': '15m',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'A kubelet cannot renew its %s certificate.' % std.asciiLower(kind),
    description: 'Renewal failed {{ $value | humanize }} times within an hour on node {{ $labels.node }}.',
  },
};

local certificates = [
  expiry(kind, level.threshold, level.severity)
  for kind in ['Client', 'Server']
  for level in [
    { threshold: 'certificateWarningSeconds', severity: 'warning' },
    { threshold: 'certificateCriticalSeconds', severity: 'critical' },
  ]
] + [
  renewal('Client', 'kubelet_certificate_manager_client_expiration_renew_errors'),
  renewal('Server', 'kubelet_server_expiration_renew_errors'),
];

function(config) [
  {
    name: 'kubernetes-system-kubelet',
    rules: [
      rule { expr: super.expr % (config { terminationTaints: std.join('|', config.terminationTaints) }) }
      for rule in nodes + kubelets + certificates
    ],
  },
]
