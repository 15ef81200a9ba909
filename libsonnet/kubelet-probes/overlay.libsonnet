// Changes the kubelet ServiceMonitor of the stack: every endpoint keeps the label
// metrics_path, and drops what another path of the same kubelet serves too.
// What an endpoint already has is left as it is, so that applying it twice changes nothing.
local probesPath = '/metrics/probes';

local keepPath = {
  action: 'replace',
  sourceLabels: ['__metrics_path__'],
  targetLabel: 'metrics_path',
};
local dropTarget = {
  action: 'drop',
  sourceLabels: ['__metrics_path__'],
  regex: probesPath,
};

local pathOf(endpoint) = std.get(endpoint, 'path', '/metrics');

local isNameDrop(rule) =
  std.asciiLower(std.get(rule, 'action', 'replace')) == 'drop' && std.get(rule, 'sourceLabels', []) == ['__name__'];
// The names that a rule drops where its regex is a plain list: 'a|b' or '(a|b)'.
local droppedBy(rule) = std.split(std.rstripChars(std.lstripChars(std.get(rule, 'regex', ''), '('), ')'), '|');
local alreadyDropped(rules) = std.flatMap(droppedBy, std.filter(isNameDrop, rules));

local withPath(endpoint) =
  local rules = std.get(endpoint, 'relabelings', []);
  local hasPath = std.member([std.get(rule, 'targetLabel') for rule in rules], keepPath.targetLabel);
  endpoint { [if !hasPath then 'relabelings']: rules + [keepPath] };

local withoutTarget(endpoint) =
  local rules = std.get(endpoint, 'relabelings', []);
  local isProbes = pathOf(endpoint) == probesPath;
  endpoint { [if isProbes && !std.member(rules, dropTarget) then 'relabelings']: [dropTarget] + rules };

local withoutSeries(droppedMetrics) = function(endpoint)
  local rules = std.get(endpoint, 'metricRelabelings', []);
  local wanted = std.get(droppedMetrics, pathOf(endpoint), []);
  local missing = [name for name in wanted if !std.member(alreadyDropped(rules), name)];
  endpoint {
    [if missing != [] then 'metricRelabelings']: rules + [
      { action: 'drop', regex: std.join('|', missing), sourceLabels: ['__name__'] },
    ],
  };

// A stack without the endpoint would be patched in vain, and nobody would notice.
local checked(endpoints) =
  local paths = std.map(pathOf, endpoints);
  if std.member(paths, probesPath) then endpoints
  else error 'kubelet-probes: the kubelet ServiceMonitor has no endpoint %s to patch, only %s; set probes: keep' % [
    probesPath,
    std.join(', ', paths),
  ];

function(config)
  local drops = withoutSeries(config.droppedMetrics);
  local patches = {
    series(endpoints): std.map(drops, checked(endpoints)),
    target(endpoints): std.map(function(endpoint) drops(withoutTarget(endpoint)), checked(endpoints)),
    keep(endpoints): endpoints,
  };
  assert std.objectHas(patches, config.probes) :
         "kubelet-probes: probes is '%s'; known are %s" % [config.probes, std.join(', ', std.objectFields(patches))];

  {
    kubernetesControlPlane+: {
      serviceMonitorKubelet+: {
        spec+: {
          endpoints: patches[config.probes](std.map(
            withPath,
            if 'endpoints' in super then super.endpoints
            else error 'kubelet-probes: the stack has no kubelet ServiceMonitor to patch; switch the library off'
          )),
        },
      },
    },
  }
