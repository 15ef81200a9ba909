// dashboards(grafana, libraries): the grafana component with the libraries' dashboards: a ConfigMap each, mounted like
// the stack's own. It relies on the object names that both stacks share, so that it serves both.
local title(file) = std.asciiLower(std.strReplace(std.strReplace(file, '.json', ''), '_', '-'));

// [{ name, file, dashboard }] of all libraries; names must differ, for they are names of ConfigMaps and volumes.
local collected(libraries, taken) =
  local dashboard(lib, file) =
    local given = lib.dashboards[file];
    if std.isObject(given) then given
    else error "library '%s': the dashboard '%s' must be an object, found %s" % [lib.name, file, std.type(given)];
  local all = [
    { name: 'grafana-dashboard-' + title(file), file: file, dashboard: dashboard(lib, file), library: lib.component }
    for lib in libraries
    for file in lib.summary.dashboards
  ];
  local names = taken + [each.name for each in all];
  [
    if std.count(names, each.name) == 1 then each
    else error 'library %s: there is another dashboard %s; rename it' % [each.library, each.file]
    for each in all
  ];

function(grafana, libraries)
  local all = collected(libraries, [item.metadata.name for item in grafana.dashboardDefinitions.items]);
  local volumes = [{ name: each.name, configMap: { name: each.name } } for each in all];
  local mounts = [
    { name: each.name, mountPath: '/grafana-dashboard-definitions/0/' + title(each.file), readOnly: false }
    for each in all
  ];
  grafana {
    dashboardDefinitions+: {
      items+: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: grafana.dashboardSources.metadata { name: each.name },
          data: { [each.file]: std.manifestJsonEx(each.dashboard, '    ') },
        }
        for each in all
      ],
    },
    deployment+: { spec+: { template+: { spec+: {
      volumes+: volumes,
      containers: [
        if container.name == 'grafana' then container { volumeMounts+: mounts } else container
        for container in super.containers
      ],
    } } } },
  }
