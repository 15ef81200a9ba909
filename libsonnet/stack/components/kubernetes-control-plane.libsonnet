// Kubernetes itself: the kubelets, the API server, DNS and, where the cluster runs its own, scheduler and controller
// manager.
local drops = import '../lib/control-plane-drops.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  // The provider runs scheduler, controller manager and etcd, and shows nothing of them.
  managed: false,
  // Where the DNS service does not list its metrics port.
  dnsTargetPort: null,
  // Where it lists none and a service of ours has to.
  dnsService: false,
  labels: {},
  slis: false,
  thinnedHistograms: [],
  thinsBodySizes: false,
  dropsStorageObjects: false,
  requestDuration: error 'must provide requestDuration, slo or sli',
  schedulerHistograms: [],
};

// Kubelet series of all endpoints stay apart by their path.
local keepPath = { relabelings: [kube.label('metrics_path', '__metrics_path__')] };

function(params)
  local c = defaults + params;
  local common = c.common;
  local monitor(name, app, jobLabel, namespace, matchLabels, endpoints) =
    kube.part({
      name: name,
      namespace: common.namespace,
      labels: c.labels { 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': 'kube-prometheus' },
      selectorLabels: matchLabels,
    }).serviceMonitor(endpoints, {
      jobLabel: jobLabel,
      namespaceSelector: { matchNames: [namespace] },
    });
  // What every component of Kubernetes says about its own health, often enough to compute availability from.
  local slis(endpoint) = if !c.slis then [] else [
    endpoint {
      interval: '5s',
      path: '/metrics/slis',
      metricRelabelings: [drops.processStartTime],
    },
  ];
  // Prometheus finds targets through services, also those that Kubernetes itself needs none for.
  local service(name, labels, selector, port) = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: name,
      namespace: 'kube-system',
      labels: labels,
    },
    spec: {
      clusterIP: 'None',
      selector: selector,
      ports: [port { targetPort: port.port }],
    },
  };
  // kubeadm runs both as static pods, labelled with the component's name.
  local discovery(app, port) = service(
    app + '-prometheus-discovery',
    { 'app.kubernetes.io/name': app },
    { component: app },
    { name: 'https-metrics', port: port }
  );

  {
    serviceMonitorKubelet:
      local endpoint = kube.secureEndpoint('https-metrics') + keepPath + { interval: '30s', honorLabels: true };
      monitor('kubelet', 'kubelet', 'app.kubernetes.io/name', 'kube-system', { 'app.kubernetes.io/name': 'kubelet' }, [
        endpoint { metricRelabelings: drops.deprecated(c) },
        // The kubelet answers with the time of its own sample, which may be older than the last scrape.
        endpoint { path: '/metrics/cadvisor', honorTimestamps: false, metricRelabelings: drops.containers },
        endpoint { path: '/metrics/probes' },
      ] + slis(endpoint)),

    serviceMonitorApiserver:
      local endpoint = kube.secureEndpoint('https') {
        tlsConfig: {
          caFile: kube.accountFile('ca.crt'),
          serverName: 'kubernetes',
        },
      };
      monitor('kube-apiserver', 'apiserver', 'component', 'default', { component: 'apiserver', provider: 'kubernetes' }, [
        endpoint { interval: '30s', metricRelabelings: drops.deprecated(c) + drops.apiserver(c) },
      ] + slis(endpoint)),

    serviceMonitorCoreDNS: monitor('coredns', 'coredns', 'app.kubernetes.io/name', 'kube-system', { 'k8s-app': 'kube-dns' }, [
      (if c.dnsTargetPort == null then { port: 'metrics' } else { targetPort: c.dnsTargetPort }) {
        interval: '15s',
        bearerTokenFile: kube.accountFile('token'),
        metricRelabelings: [drops.named(['coredns_cache_misses_total'])],
      },
    ]),

    [if !c.managed then 'serviceMonitorKubeControllerManager']:
      local endpoint = kube.secureEndpoint('https-metrics');
      local app = 'kube-controller-manager';
      monitor(app, app, 'app.kubernetes.io/name', 'kube-system', { 'app.kubernetes.io/name': app }, [
        endpoint { interval: '30s', metricRelabelings: drops.deprecated(c) + drops.etcdClient },
      ] + slis(endpoint)),

    [if !c.managed then 'serviceMonitorKubeScheduler']:
      local endpoint = kube.secureEndpoint('https-metrics');
      local app = 'kube-scheduler';
      monitor(app, app, 'app.kubernetes.io/name', 'kube-system', { 'app.kubernetes.io/name': app }, [
        endpoint { interval: '30s' },
      ] + slis(endpoint)),

    [if !c.managed then 'kubeControllerManagerPrometheusDiscoveryService']:
      discovery('kube-controller-manager', 10257),

    [if !c.managed then 'kubeSchedulerPrometheusDiscoveryService']:
      discovery('kube-scheduler', 10259),

    [if c.dnsService then 'kubeDnsPrometheusStackService']:
      service(
        'kube-dns-metrics',
        { 'app.kubernetes.io/name': 'kube-dns', 'k8s-app': 'kube-dns' },
        { 'k8s-app': 'kube-dns' },
        { name: 'metrics', port: 9153 }
      ),

    prometheusRule:
      local config = common.rules;
      local groups =
        (import '../rules/kubernetes-apps.libsonnet')(config) +
        (import '../rules/kubernetes-resources.libsonnet')(config) +
        (import '../rules/kubernetes-storage.libsonnet')(config) +
        (import '../rules/kubernetes-system.libsonnet')(config, c.managed) +
        (import '../rules/kubernetes-kubelet.libsonnet')(config) +
        (import '../rules/apiserver.libsonnet')(config, c.requestDuration) +
        (import '../rules/kubernetes-recordings.libsonnet')(config) +
        (if c.managed then [] else (import '../rules/scheduler-recordings.libsonnet')(config, c.schedulerHistograms));
      kube.part({
        name: 'kubernetes-monitoring',
        namespace: common.namespace,
        labels: c.labels {
          'app.kubernetes.io/name': 'kube-prometheus',
          'app.kubernetes.io/part-of': 'kube-prometheus',
        },
        selectorLabels: {},
      }).prometheusRule('kubernetes-monitoring-rules', rules.finish(groups, common)),
  }
