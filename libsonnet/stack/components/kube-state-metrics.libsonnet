// kube-state-metrics: the state of Kubernetes objects as metrics, behind two kube-rbac-proxies.
local rbacProxy = import '../lib/kube-rbac-proxy.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

// What is listed and watched, by API group.
local watched = {
  '': [
    'configmaps',
    'endpoints',
    'limitranges',
    'namespaces',
    'nodes',
    'persistentvolumeclaims',
    'persistentvolumes',
    'pods',
    'replicationcontrollers',
    'resourcequotas',
    'secrets',
    'serviceaccounts',
    'services',
  ],
  'admissionregistration.k8s.io': ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'certificates.k8s.io': ['certificatesigningrequests'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'networking.k8s.io': ['ingressclasses', 'ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'storage.k8s.io': ['storageclasses', 'volumeattachments'],
};

local defaults = {
  common: error 'must provide common',
  name: 'kube-state-metrics',
  dropped: [],
  resources: {
    requests: { cpu: '10m', memory: '190Mi' },
    limits: { cpu: '100m', memory: '250Mi' },
  },
};

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'exporter', common.versions.kubeStateMetrics);
  local proxy(suffix, listen, upstream, resources={}) = rbacProxy({
    name: 'kube-rbac-proxy-' + suffix,
    image: common.images.kubeRbacProxy,
    listen: ':%d' % listen,
    upstream: 'http://127.0.0.1:%d/' % upstream,
    ports: [{ name: 'https-' + suffix, containerPort: listen }],
    seccomp: common.hardened,
  } + resources);

  {
    serviceAccount: part.serviceAccount(),

    clusterRole: part.clusterRole([
      kube.allow(group, watched[group], ['list', 'watch'])
      for group in std.objectFields(watched)
    ] + kube.delegatedAuthentication),

    clusterRoleBinding: part.clusterRoleBinding,

    service: part.service([
      { name: 'https-main', port: 8443, targetPort: 'https-main' },
      { name: 'https-self', port: 9443, targetPort: 'https-self' },
    ], { clusterIP: 'None' }),

    serviceMonitor: part.serviceMonitor([
      kube.secureEndpoint('https-main') {
        interval: '30s',
        scrapeTimeout: '30s',
        // The metrics are about other objects: their namespace and pod count, not those of the exporter.
        honorLabels: true,
        relabelings: [{ action: 'labeldrop', regex: '(pod|service|endpoint|namespace)' }],
        metricRelabelings: [{
          action: 'drop',
          sourceLabels: ['__name__'],
          regex: std.join('|', c.dropped),
        }],
      },
      kube.secureEndpoint('https-self') { interval: '30s' },
    ], { jobLabel: 'app.kubernetes.io/name' }),

    networkPolicy: part.networkPolicy([kube.from('prometheus', [8443, 9443])]),

    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: part.metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: part.selectorLabels },
        template: {
          metadata: {
            labels: part.labels,
            annotations: { 'kubectl.kubernetes.io/default-container': c.name },
          },
          spec: {
            serviceAccountName: c.name,
            automountServiceAccountToken: true,
            nodeSelector: kube.linux,
            containers: [
              {
                name: c.name,
                image: common.images.kubeStateMetrics,
                args: [
                  '--host=127.0.0.1',
                  '--port=8081',
                  '--telemetry-host=127.0.0.1',
                  '--telemetry-port=8082',
                ],
                resources: c.resources,
                securityContext: kube.containerSecurity(65534, true, if common.hardened then 65534),
              },
              // The main port serves large answers, so its proxy gets twice the processor time.
              proxy('main', 8443, 8081, {
                resources: {
                  requests: { cpu: '20m', memory: '20Mi' },
                  limits: { cpu: '40m', memory: '40Mi' },
                },
              }),
              proxy('self', 9443, 8082),
            ],
          },
        },
      },
    },

    prometheusRule: part.prometheusRule(
      c.name + '-rules',
      rules.finish((import '../rules/kube-state-metrics.libsonnet')(common.rules), common)
    ),
  }
