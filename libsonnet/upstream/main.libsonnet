// The stack kube-prometheus: upstream's own libraries (v0.13 to v0.18, whichever is vendored) with our variables.
// Takes the variables; gives { COMPONENT: { OBJECT: manifest } } with every component, switched off or not.
local component = import '../lib/component.libsonnet';
local workloads = import '../lib/workloads.libsonnet';
local once = import 'once.libsonnet';

local components = [
  'alertmanager',
  'blackboxExporter',
  'grafana',
  'kubePrometheus',
  'kubeStateMetrics',
  'kubernetesControlPlane',
  'nodeExporter',
  'prometheus',
  'prometheusAdapter',
  'prometheusOperator',
];

// What `values` has a knob for, then one addon for each concern that it has none for.
local layers = [
  import 'values.libsonnet',
  import 'addons/alertmanager.libsonnet',
  import 'addons/dashboards.libsonnet',
  import 'addons/managed-control-plane.libsonnet',
  import 'addons/prometheus.libsonnet',
  import 'addons/scrape-configs.libsonnet',
];

// The objects in which upstream asks for the same fields again and again.
local pinned(object, name) =
  if name == 'values' then once(object, std.objectFieldsAll(object))
  else if std.isObject(object) && std.objectHasAll(object, 'mixin')
  then once(object, ['mixin'], function(mixin, name) once(mixin, ['_config']))
  else object;

// Nothing may be added to what this gives: upstream's objects would not see it.
local stackOf(variables, last={}) =
  local stack = std.foldl(
    function(stack, layer) stack + layer(variables), layers, import 'kube-prometheus/main.libsonnet'
  ) + last;
  once(stack, std.objectFieldsAll(stack), pinned);

// What upstream changes for the platforms that we know. Each of these files names the components that it changes.
local platforms = [
  import 'kube-prometheus/platforms/aks.libsonnet',
  import 'kube-prometheus/platforms/eks.libsonnet',
  import 'kube-prometheus/platforms/gke.libsonnet',
  import 'kube-prometheus/platforms/kubeadm.libsonnet',
];
local dependsOnPlatform(name) = std.member([std.objectHasAll(platform, name) for platform in platforms], true);

function(variables)
  // Upstream takes dashboards from the components, which have other objects with one replica than with many, and check
  // their resources before they give anything. No dashboard has to do with either, so all come from a stack that is the
  // same in both: clusters that differ in nothing else have their dashboards evaluated once.
  local plain = { replicas: 1, resources: {} };
  local single = stackOf(variables { prometheus+: plain, alertmanager+: plain });
  local dashboards = single.values.grafana.dashboards;
  local stack = stackOf(variables, { values+:: { grafana+: { dashboards: dashboards } } });
  // The operator, whose definitions cost much, is the same on every platform: it comes from a stack that never asks
  // which one it is, so that clusters of different providers share it.
  local operator = 'prometheusOperator';
  local origin = {
    [if !dependsOnPlatform(operator) then operator]: stackOf(variables { provider: 'kubeadm' }),
  };
  { [name]: component.mapped(std.get(origin, name, stack)[name], workloads(variables)) for name in components }
