// What the rules of this stack are told: selectors of the scraped jobs, and every threshold.
function(namespace) {
  // The label that names the Kubernetes cluster; every aggregation keeps it.
  clusterLabel: 'cluster',

  // The rules whose result may be without that label, by name, and why. Prometheus adds its external labels, of which
  // `cluster` is one, when it sends an alert.
  local absent = 'absent() knows no more than its selector: nothing of the cluster is there to say its name',
  withoutCluster: {
    KubeAPIDown: absent,
    KubeControllerManagerDown: absent,
    KubeSchedulerDown: absent,
    KubeletDown: absent,
    TargetMissing: absent,
    Watchdog: 'it is about the Prometheus that evaluates it, and reads no series',
  },

  local job(name) = 'job="%s"' % name,
  local own(name) = 'job="%s",namespace="%s"' % [name, namespace],

  prometheusJobSelector: own('prometheus-k8s'),
  alertmanagerJobSelector: own('alertmanager-main') + ',container="alertmanager"',
  operatorJobSelector: own('prometheus-operator'),
  grafanaSelector: own('grafana'),
  blackboxSelector: own('blackbox-exporter'),
  adapterSelector: own('prometheus-adapter'),
  nodeSelector: job('node-exporter'),
  kubeStateSelector: job('kube-state-metrics'),
  kubeletJobSelector: job('kubelet') + ',metrics_path="/metrics"',
  containerSelector: job('kubelet') + ',metrics_path="/metrics/cadvisor"',
  apiserverSelector: job('apiserver'),
  schedulerSelector: job('kube-scheduler'),
  controllerManagerSelector: job('kube-controller-manager'),

  // File systems and disks worth an alert: mounted ones, and block devices that hold data.
  filesystemSelector: self.nodeSelector + ',fstype!="",mountpoint!=""',
  diskSelector: self.nodeSelector + ',device=~"(/dev/)?(%s)"' % std.join('|', [
    'mmcblk.p.+',
    'nvme.+',
    'rbd.+',
    'sd.+',
    'vd.+',
    'xvd.+',
    'dm-.+',
    'md.+',
    'dasd.+',
  ]),

  // Verbs of the API, by whether they change anything; subresources that stay open as long as their user likes.
  readVerbs: 'LIST|GET',
  writeVerbs: 'POST|PUT|PATCH|DELETE',
  longRunning: 'proxy|attach|log|exec|portforward',

  // Taints of nodes that the cloud or the autoscaler is taking away.
  terminationTaints: [
    'ToBeDeletedByClusterAutoscaler',
    'aws-node-termination-handler/spot-itn',
    'cloud.google.com/impending-node-termination',
  ],

  targetDownPercent: 10,
  remoteWriteBehindSeconds: 120,
  volumeFreeWarningPercent: 15,
  volumeFreeCriticalPercent: 3,
  certificateWarningSeconds: 7 * 24 * 3600,
  certificateCriticalSeconds: 24 * 3600,
  cpuThrottlingPercent: 25,
  grafanaFailingPercent: 50,
  jobDurationSeconds: 12 * 3600,
  podsPerNodePercent: 95,
  // The share of requests that may fail or be slow over 30 days.
  apiserverErrorBudget: 0.01,
}
