// Grafana: its configuration, its data source, the dashboards of the stack's parts.
local resources = import '../../lib/resources.libsonnet';
local zone = import '../../lib/time-zone.libsonnet';
local dashboards = import '../dashboards/dashboards.libsonnet';
local kube = import '../lib/kube.libsonnet';
local rules = import '../lib/rules.libsonnet';

local defaults = {
  common: error 'must provide common',
  name: 'grafana',
  resources: {},
  externalUrl: null,
  timezone: 'browser',
  // Whether the cluster has a component of that name, and with it something to draw.
  has(component):: true,
  managed: false,
  controlPlane: error 'must provide controlPlane, what the release says of it',
};

local definitions = '/grafana-dashboard-definitions/0';

function(params)
  local c = defaults + params;
  local common = c.common;
  local part = kube.app(common, c.name, 'grafana', common.versions.grafana);

  local ini = std.manifestIni({
    sections: {
      date_formats: { default_timezone: zone(c.timezone) },
      [if c.externalUrl != null then 'server']: { root_url: c.externalUrl },
    },
  });
  local sources = std.manifestJsonEx({
    apiVersion: 1,
    datasources: [{
      name: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      orgId: 1,
      url: 'http://prometheus-k8s.%s.svc:9090' % common.namespace,
      version: 1,
      editable: false,
      // How often most targets are scraped: rates look at four times as much.
      jsonData: { timeInterval: '30s' },
    }],
  }, '  ');
  local providers = std.manifestJsonEx({
    apiVersion: 1,
    providers: [{
      name: '0',
      type: 'file',
      orgId: 1,
      folder: 'Default',
      folderUid: '',
      options: { path: definitions },
    }],
  }, '  ');

  local boards = dashboards(common.rules, c.controlPlane { minor: common.minor, managed: c.managed }, c.has);
  local names = [std.strReplace(file, '.json', '') for file in std.objectFields(boards)];
  local volumeOf(name) = 'grafana-dashboard-' + name;

  // Everything that is mounted: where, and what volume it is.
  local volumes = [
    ['grafana-storage', '/var/lib/grafana', { emptyDir: {} }],
    ['grafana-datasources', '/etc/grafana/provisioning/datasources', { secret: { secretName: 'grafana-datasources' } }],
    ['grafana-dashboards', '/etc/grafana/provisioning/dashboards', { configMap: { name: 'grafana-dashboards' } }],
    ['tmp-plugins', '/tmp', { emptyDir: { medium: 'Memory' } }],
  ] + [
    [volumeOf(name), definitions + '/' + name, { configMap: { name: volumeOf(name) } }]
    for name in names
  ] + [
    ['grafana-config', '/etc/grafana', { secret: { secretName: 'grafana-config' } }],
  ];

  local secret(name, data) = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: part.metadata { name: name },
    type: 'Opaque',
    stringData: data,
  };
  local configMap(name, data) = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: part.metadata { name: name },
    data: data,
  };

  {
    serviceAccount: part.serviceAccount(),

    config: secret('grafana-config', { 'grafana.ini': ini }),

    dashboardDatasources: secret('grafana-datasources', { 'datasources.yaml': sources }),

    dashboardSources: configMap('grafana-dashboards', { 'dashboards.yaml': providers }),

    dashboardDefinitions: kube.list('v1', 'ConfigMapList', [
      configMap(volumeOf(name), { [name + '.json']: std.manifestJsonEx(boards[name + '.json'], '    ') })
      for name in names
    ]),

    service: part.service([{ name: 'http', port: 3000, targetPort: 'http' }]),

    serviceMonitor: part.serviceMonitor([{ port: 'http', interval: '15s' }]),

    networkPolicy: part.networkPolicy([kube.from('prometheus', [3000])]),

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
            // It reads these at start only; new dashboards it finds by itself.
            annotations: {
              'checksum/grafana-config': std.md5(ini),
              'checksum/grafana-dashboardproviders': std.md5(providers),
              'checksum/grafana-datasources': std.md5(sources),
            },
          },
          spec: {
            serviceAccountName: c.name,
            automountServiceAccountToken: false,
            nodeSelector: kube.linux,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65534,
              [if common.hardened then 'runAsGroup']: 65534,
              fsGroup: 65534,
            },
            containers: [
              {
                name: c.name,
                image: common.images.grafana,
                ports: [{ name: 'http', containerPort: 3000 }],
                readinessProbe: { httpGet: { path: '/api/health', port: 'http' } },
                resources: resources({
                  requests: { cpu: '100m', memory: '100Mi' },
                  limits: { cpu: '200m', memory: '200Mi' },
                }, c.resources),
                securityContext: kube.containerSecurity(seccomp=true),
                volumeMounts: [{ name: volume[0], mountPath: volume[1] } for volume in volumes],
              },
            ],
            volumes: [volume[2] { name: volume[0] } for volume in volumes],
          },
        },
      },
    },

    prometheusRule: part.prometheusRule(
      c.name + '-rules',
      rules.finish((import '../rules/grafana.libsonnet')(common.rules), common)
    ),
  }
