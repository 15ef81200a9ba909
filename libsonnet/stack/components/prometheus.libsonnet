// Prometheus k8s: the server, what it may discover, how it is reached.
local resources = import '../../lib/resources.libsonnet';
local storage = import '../../lib/storage.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'k8s',
  replicas: 2,
  retention: null,
  retentionSize: null,
  storage: { class: null, size: null },
  resources: {},
  remoteWrite: [],
  externalUrl: null,
  externalLabels: {},
  scrapeConfigs: [],
  // Namespaces to discover targets in, besides default, kube-system and the stack's own.
  namespaces: [],
  alerting: true,
  slis: false,
  endpointSlices: error 'must provide endpointSlices',
  // Further fields of the Prometheus resource.
  spec: {},
};

function(params)
  local c = defaults + params;
  local common = c.common;
  local name = 'prometheus-' + c.name;
  local part = kube.app(common, 'prometheus', 'prometheus', common.versions.prometheus, c.name, name);
  local read = ['get', 'list', 'watch'];
  local namespaces = std.set(['default', 'kube-system', common.namespace] + c.namespaces);
  local scrapeSecret = name + '-additional-scrape-configs';

  {
    serviceAccount: part.serviceAccount(automount=true),

    service: part.service([
      { name: 'web', port: 9090, targetPort: 'web' },
      { name: 'reloader-web', port: 8080, targetPort: 'reloader-web' },
    ], { sessionAffinity: 'ClientIP' }),

    serviceMonitor: part.serviceMonitor([
      { port: 'web', interval: '30s' },
      { port: 'reloader-web', interval: '30s' },
    ]),

    networkPolicy: part.networkPolicy([
      kube.from('prometheus', [9090, 8080]),
      kube.from('prometheus-adapter', [9090]),
      kube.from('grafana', [9090]),
    ]),

    [if c.replicas > 1 then 'podDisruptionBudget']: part.podDisruptionBudget({ minAvailable: 1 }),

    clusterRole: part.clusterRole([
      kube.allow('', ['nodes/metrics'], ['get']),
      { nonResourceURLs: ['/metrics'] + (if c.slis then ['/metrics/slis'] else []), verbs: ['get'] },
    ]),

    clusterRoleBinding: part.clusterRoleBinding,

    // The config reloader's part: reading what the operator wrote into the stack's namespace.
    roleConfig: part.role(name + '-config', common.namespace, [kube.allow('', ['configmaps'], ['get'])]),

    roleBindingConfig: part.roleBinding(name + '-config', common.namespace),

    roleSpecificNamespaces: kube.list('rbac.authorization.k8s.io/v1', 'RoleList', [
      part.role(name, namespace, [
        kube.allow('', ['services', 'pods'] + (if c.endpointSlices then [] else ['endpoints']), read),
        kube.allow('networking.k8s.io', ['ingresses'], read),
      ] + (
        if c.endpointSlices then [kube.allow('discovery.k8s.io', ['endpointslices'], read)] else []
      ))
      for namespace in namespaces
    ]),

    roleBindingSpecificNamespaces: kube.list('rbac.authorization.k8s.io/v1', 'RoleBindingList', [
      part.roleBinding(name, namespace)
      for namespace in namespaces
    ]),

    [if std.length(c.scrapeConfigs) > 0 then 'additionalScrapeConfigs']: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: part.metadata { name: scrapeSecret },
      type: 'Opaque',
      // JSON is YAML too, and the operator hands it to Prometheus as it is.
      stringData: { 'prometheus-additional.yaml': kube.yaml(c.scrapeConfigs) },
    },

    prometheus: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: part.metadata { name: c.name },
      spec: {
        version: common.versions.prometheus,
        image: common.images.prometheus,
        replicas: c.replicas,
        nodeSelector: kube.linux,
        podMetadata: { labels: part.labels },
        serviceAccountName: name,
        securityContext: {
          runAsUser: 1000,
          runAsNonRoot: true,
          fsGroup: 2000,
          [if common.hardened then 'seccompProfile']: { type: 'RuntimeDefault' },
        },
        resources: resources({ requests: { cpu: '100m', memory: '400Mi' } }, c.resources),
        enableFeatures: [],
        externalLabels: c.externalLabels,
        // Every monitor, probe and rule in every namespace; where targets are found is a matter of the roles above.
        serviceMonitorSelector: {},
        serviceMonitorNamespaceSelector: {},
        podMonitorSelector: {},
        podMonitorNamespaceSelector: {},
        probeSelector: {},
        probeNamespaceSelector: {},
        ruleSelector: {},
        ruleNamespaceSelector: {},
        [if c.retention != null then 'retention']: c.retention,
        [if c.retentionSize != null then 'retentionSize']: c.retentionSize,
        [if c.externalUrl != null then 'externalUrl']: c.externalUrl,
        [if std.length(c.remoteWrite) > 0 then 'remoteWrite']: c.remoteWrite,
        [if c.alerting then 'alerting']: {
          alertmanagers: [{
            apiVersion: 'v2',
            name: 'alertmanager-main',
            namespace: common.namespace,
            port: 'web',
          }],
        },
        [if std.length(c.scrapeConfigs) > 0 then 'additionalScrapeConfigs']: {
          name: scrapeSecret,
          key: 'prometheus-additional.yaml',
        },
        [if c.storage.size != null then 'storage']: storage(c.storage),
      } + c.spec,
    },

    prometheusRule: part.prometheusRule(
      name + '-prometheus-rules',
      rules.finish((import '../rules/prometheus.libsonnet')(common.rules, c.alerting), common)
    ),
  }
