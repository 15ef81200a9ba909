// Workloads: pods, the controllers that make them, jobs, autoscalers and disruption budgets.
local rule(name, duration, summary, description, expr) = {
  alert: name,
  expr: expr,
  'for': duration,
  labels: { severity: 'warning' },
  annotations: {
    summary: summary,
    description: description,
  },
};

// Spec and status of a controller's generation differ: the controller has not seen the last change.
local generation(kind) = rule(
  'Kube%sGenerationMismatch' % kind,
  '15m',
  'The last change of a %s did not take effect.' % kind,
  '%s {{ $labels.namespace }}/{{ $labels.%s }} was changed, and its controller has not acted on it.' % [kind, std.asciiLower(kind)],
  |||
    kube_%(kind)s_status_observed_generation{%%(kubeStateSelector)s}
    != kube_%(kind)s_metadata_generation{%%(kubeStateSelector)s}
  ||| % { kind: std.asciiLower(kind) }
);

local pods = [
  rule(
    'KubePodCrashLooping',
    '15m',
    'A pod keeps crashing.',
    'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} waits in CrashLoopBackOff.',
    |||
      max_over_time(
        kube_pod_container_status_waiting_reason{%(kubeStateSelector)s,reason="CrashLoopBackOff"}[5m]
      ) >= 1
    |||
  ),
  rule(
    'KubePodNotReady',
    '15m',
    'A pod does not become ready.',
    'Pod {{ $labels.namespace }}/{{ $labels.pod }} has been pending or unknown for 15 minutes.',
    |||
      sum by (%(clusterLabel)s, job, namespace, pod) (
        max by (%(clusterLabel)s, job, namespace, pod) (
          kube_pod_status_phase{%(kubeStateSelector)s,phase=~"Pending|Unknown"}
        )
        * on (%(clusterLabel)s, namespace, pod) group_left ()
        topk by (%(clusterLabel)s, namespace, pod) (1,
          max by (%(clusterLabel)s, namespace, pod, owner_kind) (
            kube_pod_owner{%(kubeStateSelector)s,owner_kind!="Job"}
          )
        )
      ) > 0
    |||
  ),
  rule(
    'KubeContainerWaiting',
    '1h',
    'A container does not start.',
    'Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} waits: {{ $labels.reason }}.',
    |||
      kube_pod_container_status_waiting_reason{%(kubeStateSelector)s,reason!="CrashLoopBackOff"}
      > 0
    |||
  ),
];

local deployments = [
  generation('Deployment'),
  rule(
    'KubeDeploymentReplicasMismatch',
    '15m',
    'A Deployment lacks replicas.',
    'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has fewer available replicas than wanted and makes no progress.',
    |||
      (
        kube_deployment_spec_replicas{%(kubeStateSelector)s}
        > kube_deployment_status_replicas_available{%(kubeStateSelector)s}
      )
      and changes(kube_deployment_status_replicas_updated{%(kubeStateSelector)s}[10m]) == 0
    |||
  ),
  rule(
    'KubeDeploymentRolloutStuck',
    '15m',
    'The rollout of a Deployment is stuck.',
    'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} passed its progress deadline.',
    |||
      kube_deployment_status_condition{%(kubeStateSelector)s,condition="Progressing",status="false"}
      != 0
    |||
  ),
];

local statefulSets = [
  rule(
    'KubeStatefulSetReplicasMismatch',
    '15m',
    'A StatefulSet lacks replicas.',
    'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} does not have the replicas it wants and makes no progress.',
    |||
      (
        kube_statefulset_status_replicas_ready{%(kubeStateSelector)s}
        != kube_statefulset_replicas{%(kubeStateSelector)s}
      )
      and changes(kube_statefulset_status_replicas_updated{%(kubeStateSelector)s}[10m]) == 0
    |||
  ),
  generation('StatefulSet'),
  rule(
    'KubeStatefulSetUpdateNotRolledOut',
    '15m',
    'The update of a StatefulSet is stuck.',
    'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} still has pods of its old revision and makes no progress.',
    |||
      (
        max by (%(clusterLabel)s, job, namespace, statefulset) (
          kube_statefulset_status_current_revision{%(kubeStateSelector)s}
          unless kube_statefulset_status_update_revision{%(kubeStateSelector)s}
        )
        * on (%(clusterLabel)s, job, namespace, statefulset) (
          kube_statefulset_replicas{%(kubeStateSelector)s}
          != kube_statefulset_status_replicas_updated{%(kubeStateSelector)s}
        )
      )
      and on (%(clusterLabel)s, job, namespace, statefulset)
      changes(kube_statefulset_status_replicas_updated{%(kubeStateSelector)s}[5m]) == 0
    |||
  ),
];

local daemonSets = [
  rule(
    'KubeDaemonSetRolloutStuck',
    '15m',
    'The rollout of a DaemonSet is stuck.',
    'DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} is not up to date on every node and makes no progress.',
    |||
      (
        kube_daemonset_status_desired_number_scheduled{%(kubeStateSelector)s}
        != kube_daemonset_status_current_number_scheduled{%(kubeStateSelector)s}
        or
        kube_daemonset_status_desired_number_scheduled{%(kubeStateSelector)s}
        != kube_daemonset_status_updated_number_scheduled{%(kubeStateSelector)s}
        or
        kube_daemonset_status_desired_number_scheduled{%(kubeStateSelector)s}
        != kube_daemonset_status_number_available{%(kubeStateSelector)s}
      )
      and changes(kube_daemonset_status_updated_number_scheduled{%(kubeStateSelector)s}[5m]) == 0
    |||
  ),
  rule(
    'KubeDaemonSetNotScheduled',
    '10m',
    'Pods of a DaemonSet are missing.',
    '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} are not scheduled.',
    |||
      kube_daemonset_status_desired_number_scheduled{%(kubeStateSelector)s}
      - kube_daemonset_status_current_number_scheduled{%(kubeStateSelector)s}
      > 0
    |||
  ),
  rule(
    'KubeDaemonSetMisScheduled',
    '15m',
    'Pods of a DaemonSet run where they should not.',
    '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} run on nodes that it does not select.',
    |||
      kube_daemonset_status_number_misscheduled{%(kubeStateSelector)s}
      > 0
    |||
  ),
];

local jobs = [
  {
    alert: 'KubeJobNotCompleted',
    expr: |||
      time() - max by (%(clusterLabel)s, namespace, job_name) (
        kube_job_status_start_time{%(kubeStateSelector)s}
        and kube_job_status_active{%(kubeStateSelector)s} > 0
      ) > %(jobDurationSeconds)d
    |||,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A Job runs for very long.',
      description: 'Job {{ $labels.namespace }}/{{ $labels.job_name }} has been running for {{ $value | humanizeDuration }}.',
    },
  },
  rule(
    'KubeJobFailed',
    '15m',
    'A Job failed.',
    'Job {{ $labels.namespace }}/{{ $labels.job_name }} failed; delete it once the cause is known, and the alert ends.',
    |||
      kube_job_failed{%(kubeStateSelector)s,condition="true"} > 0
    |||
  ),
];

local autoscalers = [
  rule(
    'KubeHpaReplicasMismatch',
    '15m',
    'An autoscaler does not get its replicas.',
    'HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has had other than the desired replicas for 15 minutes.',
    |||
      (
        kube_horizontalpodautoscaler_status_desired_replicas{%(kubeStateSelector)s}
        != kube_horizontalpodautoscaler_status_current_replicas{%(kubeStateSelector)s}
      )
      and (
        kube_horizontalpodautoscaler_status_current_replicas{%(kubeStateSelector)s}
        > kube_horizontalpodautoscaler_spec_min_replicas{%(kubeStateSelector)s}
      )
      and (
        kube_horizontalpodautoscaler_status_current_replicas{%(kubeStateSelector)s}
        < kube_horizontalpodautoscaler_spec_max_replicas{%(kubeStateSelector)s}
      )
      and changes(
        kube_horizontalpodautoscaler_status_current_replicas{%(kubeStateSelector)s}[15m]
      ) == 0
    |||
  ),
  rule(
    'KubeHpaMaxedOut',
    '15m',
    'An autoscaler is at its maximum.',
    'HorizontalPodAutoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has run at its maximum for 15 minutes.',
    |||
      (
        kube_horizontalpodautoscaler_status_current_replicas{%(kubeStateSelector)s}
        == kube_horizontalpodautoscaler_spec_max_replicas{%(kubeStateSelector)s}
      )
      # An autoscaler with one size only is always there.
      and kube_horizontalpodautoscaler_spec_max_replicas{%(kubeStateSelector)s}
      != kube_horizontalpodautoscaler_spec_min_replicas{%(kubeStateSelector)s}
    |||
  ),
  rule(
    'KubePdbNotEnoughHealthyPods',
    '15m',
    'A disruption budget has too few healthy pods.',
    'PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} lacks {{ $value }} healthy pods; nodes cannot be drained.',
    |||
      kube_poddisruptionbudget_status_desired_healthy{%(kubeStateSelector)s}
      - kube_poddisruptionbudget_status_current_healthy{%(kubeStateSelector)s}
      > 0
    |||
  ) { since:: 15 },
];

function(config) [
  {
    name: 'kubernetes-apps',
    rules: [
      it { expr: super.expr % config }
      for it in pods + deployments + statefulSets + daemonSets + jobs + autoscalers
    ],
  },
]
