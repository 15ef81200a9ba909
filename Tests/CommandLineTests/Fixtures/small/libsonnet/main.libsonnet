// A stack of a few lines with the interface of the real one.
function(cluster)
  local variables = cluster.variables;
  local object(kind, name, data) = {
    apiVersion: 'v1',
    kind: kind,
    metadata: { name: name, namespace: 'monitoring' },
    data: data,
  };
  local config(name) =
    local setting = variables.libraries[name];
    (cluster.libraries[name].mixin { _config+:: if std.isObject(setting) then setting else {} })._config;
  local base = {
    app: {
      namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } },
    } + {
      ['config%d' % i]: object('ConfigMap', 'config-%d' % i, { cluster: variables.name, ratio: '%s' % [i / 2] })
      for i in std.range(1, variables.size)
    },
  } + {
    [name]: { config: object('ConfigMap', name, { threshold: config(name).threshold }) }
    for name in std.objectFields(cluster.libraries)
  };
  {
    components: std.foldl(function(all, overlay) all + overlay, cluster.overlays, base),
    problems: [
      { path: ['alerts', name], message: 'no rule is named ' + name, known: ['TargetDown', 'Watchdog'] }
      for name in std.objectFields(variables.alerts)
      if !std.member(['TargetDown', 'Watchdog'], name)
    ],
  }
