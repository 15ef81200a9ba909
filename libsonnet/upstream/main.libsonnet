// The stack kube-prometheus: upstream's own libraries (v0.13 to v0.18, whichever is vendored) with our variables.
// Takes the variables; gives { COMPONENT: { OBJECT: manifest } } with every component, switched off or not.
local component = import '../lib/component.libsonnet';
local workloads = import '../lib/workloads.libsonnet';

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

function(variables)
  local stack = std.foldl(
    function(stack, layer) stack + layer(variables), layers, import 'kube-prometheus/main.libsonnet'
  );
  { [name]: component.mapped(stack[name], workloads(variables)) for name in components }
