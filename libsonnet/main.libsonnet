// All manifests of one cluster: the stack, its libraries, the cluster's overlays and alert patches.
// Takes { variables, libraries, overlays }; gives { components: { COMPONENT: { OBJECT: manifest } }, problems }, and
// hidden `added`: [{ component, count }], how many of the last of Grafana's dashboards are of which library.
local alerts = import 'lib/alerts.libsonnet';
local component = import 'lib/component.libsonnet';
local credentials = import 'lib/credentials.libsonnet';
local dashboards = import 'lib/dashboards.libsonnet';
local library = import 'lib/library.libsonnet';
local overlays = import 'lib/overlays.libsonnet';
local receivers = import 'lib/receivers.libsonnet';
local shape = import 'lib/shape.libsonnet';
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
  local variables = completed(cluster.variables, std.flatMap(function(lib) lib.summary.namespaces, libraries)),

  local stackOf(variables) =
    local name = variables.stack;
    if std.objectHas(stacks, name) then stacks[name](variables)
    else error 'unknown stack %s, choose one of %s' % [name, std.join(', ', std.objectFields(stacks))],
  local stack = stackOf(variables),
  // With every component switched on, and with a control plane of its own.
  local wholeStack = stackOf(variables {
    components: std.mapWithKey(function(name, on) true, super.components),
    provider: 'kubeadm',
  }),
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
      if std.objectHas(all, name) && std.isObject(lib.overlay[name])
    },
    libraries,
    withLibraries
  ),
  local changed = std.flatMap(function(lib) std.objectFields(lib.overlay), libraries),
  local merged = overlays(cluster.overlays, variables, withLibraryOverlays, changed),
  local faults =
    std.flatMap(
      function(lib) lib.problems(std.objectFields(stack), std.objectFields(wholeStack), libraries), libraries
    ) +
    merged.problems(std.objectFields(wholeStack)),
  // An overlay may have changed the rules of the others. (No two have one name: that is a fault.)
  local known = {
    [lib.component]: lib.summary.rules
    for lib in libraries
    if !std.setMember(lib.component, merged.touched)
  },
  // What there is before components are switched off and overlays take objects away.
  local available = std.foldl(function(all, lib) all { [lib.component]+: lib.objects }, libraries, wholeStack),

  components: alerts.patched(merged.components, variables.alerts),
  added:: [{ component: lib.component, count: std.length(lib.summary.dashboards) } for lib in libraries],
  problems:
    faults +
    receivers.problems(variables.alertmanager) +
    credentials.problems(variables) +
    // Rules of what was left out for a fault are no reason to complain about their patches.
    (if faults == [] then alerts.problems(merged.components, available, variables.alerts, known) else []),
}
