// The ten resources of the Prometheus operator.
//
// The schemas check the parts that this stack writes and keep everything else as it comes; upstream's complete ones
// are thousands of lines each. Group, names, versions and subresources are upstream's.
local open = { 'x-kubernetes-preserve-unknown-fields': true };
local object(properties={}, required=[]) = open {
  type: 'object',
  [if std.length(properties) > 0 then 'properties']: properties,
  [if std.length(required) > 0 then 'required']: required,
};
local string = { type: 'string' };
local count = { type: 'integer', format: 'int32' };
local flag = { type: 'boolean' };
local listOf(items) = { type: 'array', items: items };
// Lists whose entries are told apart by their name, so that two owners can each apply their own.
local listByName(items) = listOf(items) { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };
// Exactly one of several notations, such as 80 or web.
local numberOrName = { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };

local endpoint = object({
  port: string,
  targetPort: numberOrName,
  path: string,
  scheme: string,
  interval: string,
  scrapeTimeout: string,
  honorLabels: flag,
  honorTimestamps: flag,
  bearerTokenFile: string,
  tlsConfig: object(),
  relabelings: listOf(object()),
  metricRelabelings: listOf(object()),
});

local workload = {
  image: string,
  version: string,
  replicas: count,
  paused: flag,
  externalUrl: string,
  serviceAccountName: string,
  priorityClassName: string,
  nodeSelector: { type: 'object', additionalProperties: string },
  tolerations: listOf(object()),
  resources: object(),
  securityContext: object(),
  storage: object(),
};

local server = workload {
  shards: count,
  scrapeInterval: string,
  externalLabels: { type: 'object', additionalProperties: string },
  remoteWrite: listOf(object({ url: string }, ['url'])),
  serviceDiscoveryRole: { type: 'string', enum: ['Endpoints', 'EndpointSlice'] },
};

local rule = object({
  alert: string,
  record: string,
  expr: numberOrName,
  'for': string,
  keep_firing_for: string,
  labels: { type: 'object', additionalProperties: string },
  annotations: { type: 'object', additionalProperties: string },
}, ['expr']);

local column(name, type, path, priority=0) = {
  name: name,
  type: type,
  jsonPath: path,
  [if priority > 0 then 'priority']: priority,
};
local condition(name) = column(name, 'string', ".status.conditions[?(@.type == '%s')].status" % name);
local workloadColumns(replicas) = [
  column('Version', 'string', '.spec.version'),
  column(replicas, 'integer', '.spec.replicas'),
  column('Ready', 'integer', '.status.availableReplicas'),
  condition('Reconciled'),
  condition('Available'),
  column('Age', 'date', '.metadata.creationTimestamp'),
  column('Paused', 'boolean', '.status.paused', 1),
];

// Object name -> what is particular to the kind.
local kinds = {
  '0alertmanagerConfigCustomResourceDefinition': {
    kind: 'AlertmanagerConfig',
    shortName: 'amcfg',
    version: 'v1alpha1',
    spec: { route: object(), receivers: listOf(object({ name: string }, ['name'])), inhibitRules: listOf(object()) },
  },
  '0alertmanagerCustomResourceDefinition': {
    kind: 'Alertmanager',
    shortName: 'am',
    spec: workload { secrets: listOf(string), configSecret: string },
    columns: workloadColumns('Replicas'),
    scaled: 'replicas',
  },
  '0podmonitorCustomResourceDefinition': {
    kind: 'PodMonitor',
    shortName: 'pmon',
    spec: { jobLabel: string, selector: object(), namespaceSelector: object(), podMetricsEndpoints: listOf(endpoint) },
    required: ['selector'],
  },
  '0probeCustomResourceDefinition': {
    kind: 'Probe',
    shortName: 'prb',
    spec: { jobName: string, module: string, interval: string, prober: object({ url: string }, ['url']), targets: object() },
  },
  '0prometheusCustomResourceDefinition': {
    kind: 'Prometheus',
    plural: 'prometheuses',
    shortName: 'prom',
    spec: server {
      retention: string,
      retentionSize: string,
      alerting: object({ alertmanagers: listOf(object({ name: string, port: numberOrName }, ['name', 'port'])) }),
    },
    columns: workloadColumns('Desired'),
    scaled: 'shards',
  },
  '0prometheusagentCustomResourceDefinition': {
    kind: 'PrometheusAgent',
    shortName: 'promagent',
    version: 'v1alpha1',
    spec: server,
    columns: workloadColumns('Desired'),
    scaled: 'shards',
  },
  '0prometheusruleCustomResourceDefinition': {
    kind: 'PrometheusRule',
    shortName: 'promrule',
    spec: {
      groups: listByName(object({ name: string, interval: string, rules: listOf(rule) }, ['name'])),
    },
  },
  '0scrapeconfigCustomResourceDefinition': {
    kind: 'ScrapeConfig',
    shortName: 'scfg',
    version: 'v1alpha1',
    spec: { staticConfigs: listOf(object()), metricsPath: string, scrapeInterval: string, scheme: string },
  },
  '0servicemonitorCustomResourceDefinition': {
    kind: 'ServiceMonitor',
    shortName: 'smon',
    spec: { jobLabel: string, selector: object(), namespaceSelector: object(), endpoints: listOf(endpoint) },
    required: ['selector', 'endpoints'],
  },
  '0thanosrulerCustomResourceDefinition': {
    kind: 'ThanosRuler',
    shortName: 'ruler',
    spec: workload { queryEndpoints: listOf(string), ruleSelector: object() },
    columns: workloadColumns('Replicas'),
  },
};

local definition(facts, it) = {
  local group = 'monitoring.coreos.com',
  local singular = std.asciiLower(it.kind),
  local plural = std.get(it, 'plural', singular + 's'),
  local hasStatus = std.member(facts.status, it.kind),
  local hasScale = std.member(facts.scale, it.kind),

  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: plural + '.' + group,
    [if facts.version != null then 'annotations']: { 'operator.prometheus.io/version': facts.version },
  },
  spec: {
    group: group,
    scope: 'Namespaced',
    names: {
      kind: it.kind,
      listKind: it.kind + 'List',
      plural: plural,
      singular: singular,
      shortNames: [it.shortName],
      categories: ['prometheus-operator'],
    },
    versions: [{
      name: std.get(it, 'version', 'v1'),
      served: true,
      storage: true,
      [if std.objectHas(it, 'columns') then 'additionalPrinterColumns']: it.columns,
      [if hasStatus || hasScale then 'subresources']: {
        [if hasStatus then 'status']: {},
        [if hasScale then 'scale']: {
          specReplicasPath: '.spec.' + it.scaled,
          statusReplicasPath: '.status.' + it.scaled,
          labelSelectorPath: '.status.selector',
        },
      },
      schema: {
        openAPIV3Schema: {
          type: 'object',
          required: ['spec'],
          properties: {
            apiVersion: string,
            kind: string,
            metadata: { type: 'object' },
            spec: object(it.spec, std.get(it, 'required', [])),
            status: object(),
          },
        },
      },
    }],
  },
};

// The definitions of one release: `facts` says which kinds have a status and a scale, and the version they come from.
function(facts) { [name]: definition(facts, kinds[name]) for name in std.objectFields(kinds) }
