// The Prometheus operator and the definitions of its resources.
local customResourceDefinitions = import '../lib/custom-resource-definitions.libsonnet';
local rbacProxy = import '../lib/kube-rbac-proxy.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'prometheus-operator',
  // What the release's operator does: flags, env, eventsGroup, readsStorageClasses, status, endpointSlices.
  facts: error 'must provide facts',
  crds: error 'must provide crds',
  resources: {
    requests: { cpu: '100m', memory: '100Mi' },
    limits: { cpu: '200m', memory: '200Mi' },
  },
};

// Upstream grants every verb; these are the ones there are, without any that Kubernetes may add.
local manage = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

// Workloads have finalizers (the owner references of what the operator makes), the others are only read.
local workloads = ['alertmanagers', 'prometheuses', 'prometheusagents', 'thanosrulers'];
local sources = [
  'alertmanagerconfigs',
  'podmonitors',
  'probes',
  'prometheusrules',
  'scrapeconfigs',
  'servicemonitors',
];

local clusterRules(facts) = [
  kube.allow(
    'monitoring.coreos.com',
    workloads + sources +
    [name + '/finalizers' for name in workloads] +
    [name + '/status' for name in facts.status],
    manage
  ),
  kube.allow('apps', ['statefulsets'], manage),
  kube.allow('', ['configmaps', 'secrets'], manage),
  kube.allow('', ['pods'], ['delete', 'list']),
  // The governing services, and the kubelet's service with its addresses.
  kube.allow('', ['endpoints', 'services', 'services/finalizers'], ['create', 'delete', 'get', 'update']),
  kube.allow('', ['nodes'], ['list', 'watch']),
  kube.allow('', ['namespaces'], ['get', 'list', 'watch']),
  kube.allow('networking.k8s.io', ['ingresses'], ['get', 'list', 'watch']),
] + (
  if !facts.endpointSlices then []
  else [kube.allow('discovery.k8s.io', ['endpointslices'], ['create', 'delete', 'get', 'list', 'update'])]
) + (
  if facts.eventsGroup == null then []
  else [kube.allow(facts.eventsGroup, ['events'], ['create', 'patch'])]
) + (
  if !facts.readsStorageClasses then []
  else [kube.allow('storage.k8s.io', ['storageclasses'], ['get'])]
) + kube.delegatedAuthentication;

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'controller', common.versions.prometheusOperator);

  customResourceDefinitions(c.crds) {
    serviceAccount: part.serviceAccount(),

    clusterRole: part.clusterRole(clusterRules(c.facts)),

    clusterRoleBinding: part.clusterRoleBinding,

    service: part.service([{ name: 'https', port: 8443, targetPort: 'https' }], { clusterIP: 'None' }),

    serviceMonitor: part.serviceMonitor([
      // The operator's metrics name the namespace of the resource that they are about.
      kube.secureEndpoint('https') { honorLabels: true },
    ]),

    networkPolicy: part.networkPolicy([kube.from('prometheus', [8443])]),

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
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              [if common.hardened then 'runAsGroup']: 65534,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: c.name,
                image: common.images.prometheusOperator,
                args: [
                  '--kubelet-service=kube-system/kubelet',
                  '--prometheus-config-reloader=' + common.images.prometheusConfigReloader,
                ] + ['--%s=%s' % [flag, c.facts.flags[flag]] for flag in std.objectFields(c.facts.flags)],
                [if std.length(c.facts.env) > 0 then 'env']: c.facts.env,
                ports: [{ name: 'http', containerPort: 8080 }],
                resources: c.resources,
                securityContext: kube.containerSecurity(),
              },
              rbacProxy({
                image: common.images.kubeRbacProxy,
                listen: ':8443',
                upstream: 'http://127.0.0.1:8080/',
                ports: [{ name: 'https', containerPort: 8443 }],
                seccomp: common.hardened,
              }),
            ],
          },
        },
      },
    },

    prometheusRule: part.prometheusRule(
      c.name + '-rules',
      rules.finish((import '../rules/prometheus-operator.libsonnet')(common.rules), common)
    ),
  }
