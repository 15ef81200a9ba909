// workloads(variables): a function from manifest to manifest that gives every workload the cluster's scheduling and
// image pull secrets. Workloads are Deployments, DaemonSets, StatefulSets and the operator's own kinds.
local operatorKinds = ['Alertmanager', 'Prometheus', 'PrometheusAgent', 'ThanosRuler'];
local templateKinds = ['DaemonSet', 'Deployment', 'StatefulSet'];

local toleratesAll(tolerations) = std.member([
  std.get(toleration, 'operator') == 'Exists' && !std.objectHas(toleration, 'key')
  for toleration in tolerations
], true);

// The patch for a pod spec; `everyNode`: a DaemonSet belongs on every node, whatever the nodes of the others.
local podPatch(variables, everyNode) = local scheduling = variables.scheduling; {
  [if scheduling.nodeSelector != {} && !everyNode then 'nodeSelector']+: scheduling.nodeSelector,
  [if scheduling.tolerations != [] then 'tolerations']:
    local own = if 'tolerations' in super then super.tolerations else [];
    if toleratesAll(own) then own else own + scheduling.tolerations,
  [if scheduling.priorityClassName != null then 'priorityClassName']: scheduling.priorityClassName,
  [if variables.images.pullSecrets != [] then 'imagePullSecrets']: [
    if std.isString(secret) then { name: secret } else secret
    for secret in variables.images.pullSecrets
  ],
};

function(variables) function(manifest)
  local kind = std.get(manifest, 'kind', '');
  if std.member(operatorKinds, kind) then
    manifest { spec+: podPatch(variables, false) }
  else if std.member(templateKinds, kind) then
    manifest { spec+: { template+: { spec+: podPatch(variables, kind == 'DaemonSet') } } }
  else manifest
