// All manifests of one cluster: the stack, its libraries, the cluster's overlays and alert patches.
// Takes { variables, libraries, overlays }; gives { components: { COMPONENT: { OBJECT: manifest } }, problems }.
local alerts = import 'lib/alerts.libsonnet';
local component = import 'lib/component.libsonnet';
local dashboards = import 'lib/dashboards.libsonnet';
local library = import 'lib/library.libsonnet';
local receivers = import 'lib/receivers.libsonnet';
local completed = import 'lib/variables.libsonnet';

local stacks = {
  embedded: import 'stack/main.libsonnet',
  'kube-prometheus': import 'upstream/main.libsonnet',
};

function(cluster) {
  local libraries = [
    library(name, cluster.libraries[name], cluster.variables)
    for name in std.objectFields(cluster.libraries)
  ],
  local variables = completed(cluster.variables, std.flatMap(function(lib) lib.namespaces, libraries)),

  local stack =
    local name = variables.stack;
    if std.objectHas(stacks, name) then stacks[name](variables)
    else error 'unknown stack %s, choose one of %s' % [name, std.join(', ', std.objectFields(stacks))],
  local switched = component.switched(stack, variables.components),
  local withLibraries = std.foldl(
    function(all, lib) all { [lib.component]: lib.objects },
    libraries,
    switched {
      [if std.objectHas(switched, 'grafana') then 'grafana']: dashboards(super.grafana, libraries),
    }
  ),
  // A library changes what there is: a component that is switched off stays so.
  local withLibraryOverlays = std.foldl(
    function(all, lib) all {
      [name]: all[name] + lib.overlay[name]
      for name in std.objectFields(lib.overlay)
      if std.objectHas(all, name)
    },
    libraries,
    withLibraries
  ),
  local withOverlays = component.present(std.foldl(
    function(all, overlay) all + (if std.isFunction(overlay) then overlay(variables) else overlay),
    cluster.overlays,
    withLibraryOverlays
  )),

  components: alerts.patched(withOverlays, variables.alerts),
  problems:
    std.flatMap(function(lib) lib.problems(std.objectFields(stack)), libraries) +
    receivers.problems(variables.alertmanager) +
    alerts.problems(withOverlays, variables.alerts),
}
