// Alertmanager main: the cluster of Alertmanagers and its configuration.
local resources = import '../../lib/resources.libsonnet';
local storage = import '../../lib/storage.libsonnet';
local configuration = import '../lib/alertmanager-config.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'main',
  replicas: 3,
  storage: { class: null, size: null },
  resources: {},
  externalUrl: null,
  // null or empty: the stack's own.
  route: null,
  receivers: [],
  inhibitRules: null,
  // Further fields of the Alertmanager resource.
  spec: {},
};

function(params)
  local c = defaults + params;
  local common = c.common;
  local name = 'alertmanager-' + c.name;
  local part = kube.app(common, 'alertmanager', 'alert-router', common.versions.alertmanager, c.name, name);

  {
    serviceAccount: part.serviceAccount(),

    service: part.service([
      { name: 'web', port: 9093, targetPort: 'web' },
      { name: 'reloader-web', port: 8080, targetPort: 'reloader-web' },
    ], { sessionAffinity: 'ClientIP' }),

    serviceMonitor: part.serviceMonitor([
      { port: 'web', interval: '30s' },
      { port: 'reloader-web', interval: '30s' },
    ]),

    networkPolicy: part.networkPolicy([
      kube.from('prometheus', [9093, 8080]),
      kube.from('alertmanager', [9094], ['TCP', 'UDP']),
    ]),

    [if c.replicas > 1 then 'podDisruptionBudget']: part.podDisruptionBudget({ maxUnavailable: 1 }),

    secret: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: part.metadata,
      type: 'Opaque',
      stringData: { 'alertmanager.yaml': kube.yaml(configuration(c)) },
    },

    alertmanager: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Alertmanager',
      metadata: part.metadata { name: c.name },
      spec: {
        version: common.versions.alertmanager,
        image: common.images.alertmanager,
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
        resources: resources({
          requests: { cpu: '4m', memory: '100Mi' },
          limits: { cpu: '100m', memory: '100Mi' },
        }, c.resources),
        [if c.externalUrl != null then 'externalUrl']: c.externalUrl,
        [if c.storage.size != null then 'storage']: storage(c.storage),
      } + c.spec,
    },

    prometheusRule: part.prometheusRule(
      name + '-rules',
      rules.finish((import '../rules/alertmanager.libsonnet')(common.rules), common)
    ),
  }
