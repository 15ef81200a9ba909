// Persistent volumes.
local volume = '{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}';

// Volumes that are meant to be full, or whose owner does not want to hear of it.
local excluded = |||
  unless on (%(clusterLabel)s, namespace, persistentvolumeclaim)
  kube_persistentvolumeclaim_access_mode{%(kubeStateSelector)s,access_mode="ReadOnlyMany"} == 1
  unless on (%(clusterLabel)s, namespace, persistentvolumeclaim)
  kube_persistentvolumeclaim_labels{%(kubeStateSelector)s,label_excluded_from_alerts="true"} == 1
|||;

// Little is left; with `days`, and at this rate nothing will be within that time.
local fillingUp(name, free, size, used, what, threshold, days, duration, severity) = {
  alert: name,
  expr: |||
    kubelet_volume_stats_%(free)s{%%(kubeletJobSelector)s}
    / kubelet_volume_stats_%(size)s{%%(kubeletJobSelector)s}
    * 100 < %%(%(threshold)s)d
    and
    kubelet_volume_stats_%(used)s{%%(kubeletJobSelector)s} > 0
  ||| % { free: free, size: size, used: used, threshold: threshold } + (
    if days == null then '' else |||
      and
      predict_linear(kubelet_volume_stats_%s{%%(kubeletJobSelector)s}[6h], %d * 86400) < 0
    ||| % [free, days]
  ) + excluded,
  'for': duration,
  labels: { severity: severity },
  annotations: {
    summary: 'A volume runs out of %s.' % what,
    description: 'The volume of claim %s has {{ printf "%%.1f" $value }}%% of its %s left%s.' % [
      volume,
      what,
      if days == null then '' else ' and will have none within %d days at this rate' % days,
    ],
  },
};

local space(threshold, days, duration, severity) = fillingUp(
  'KubePersistentVolumeFillingUp',
  'available_bytes',
  'capacity_bytes',
  'used_bytes',
  'space',
  threshold,
  days,
  duration,
  severity
);

local inodes(threshold, days, duration, severity) = fillingUp(
  'KubePersistentVolumeInodesFillingUp',
  'inodes_free',
  'inodes',
  'inodes_used',
  'inodes',
  threshold,
  days,
  duration,
  severity
);

local rules = [
  space('volumeFreeCriticalPercent', null, '1m', 'critical'),
  space('volumeFreeWarningPercent', 4, '1h', 'warning'),
  inodes('volumeFreeCriticalPercent', null, '1m', 'critical'),
  inodes('volumeFreeWarningPercent', 4, '1h', 'warning'),
  {
    alert: 'KubePersistentVolumeErrors',
    expr: |||
      kube_persistentvolume_status_phase{%(kubeStateSelector)s,phase=~"Failed|Pending"}
      > 0
    |||,
    'for': '5m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'A volume cannot be provisioned.',
      description: 'Volume {{ $labels.persistentvolume }} is in phase {{ $labels.phase }}.',
    },
  },
];

function(config) [
  {
    name: 'kubernetes-storage',
    rules: [rule { expr: super.expr % config } for rule in rules],
  },
]
