// Changes the kubelet ServiceMonitor of the stack: every endpoint keeps the label
// metrics_path, and drops what another path of the same kubelet serves too.
// What an endpoint already has is left as it is, so that applying it twice changes nothing.
function(config)
  local metricsPath = {
    action: 'replace',
    sourceLabels: ['__metrics_path__'],
    targetLabel: 'metrics_path',
  };

  local isNameDrop(rule) =
    std.asciiLower(std.get(rule, 'action', 'replace')) == 'drop' && std.get(rule, 'sourceLabels', []) == ['__name__'];
  // The names that a rule drops where its regex is a plain list: 'a|b' or '(a|b)'.
  local droppedBy(rule) = std.split(std.rstripChars(std.lstripChars(std.get(rule, 'regex', ''), '('), ')'), '|');
  local alreadyDropped(rules) = std.flatMap(droppedBy, std.filter(isNameDrop, rules));

  local patched(endpoint) =
    local relabelings = std.get(endpoint, 'relabelings', []);
    local metricRelabelings = std.get(endpoint, 'metricRelabelings', []);
    local missing = [
      name
      for name in std.get(config.droppedMetrics, std.get(endpoint, 'path', '/metrics'), [])
      if !std.member(alreadyDropped(metricRelabelings), name)
    ];
    local hasMetricsPath = std.member([std.get(rule, 'targetLabel') for rule in relabelings], 'metrics_path');
    endpoint {
      [if !hasMetricsPath then 'relabelings']: relabelings + [metricsPath],
      [if missing != [] then 'metricRelabelings']: metricRelabelings + [
        { action: 'drop', regex: std.join('|', missing), sourceLabels: ['__name__'] },
      ],
    };

  {
    kubernetesControlPlane+: {
      serviceMonitorKubelet+: {
        spec+: { endpoints: std.map(patched, super.endpoints) },
      },
    },
  }
