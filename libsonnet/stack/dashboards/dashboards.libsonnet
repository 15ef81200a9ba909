// dashboards(rules, facts, has): { NAME.json: dashboard } of the parts of the stack that `has(component)`.
// `rules` is what rules are told; `facts` are minor, managed, requestDuration and schedulerHistograms.
local lib = import '../../lib/mixin/dashboard.libsonnet';

function(rules, facts, has)
  // Every selector stands for one cluster; where nothing names the cluster, $cluster is empty and matches that.
  local cluster = '%s="$cluster"' % rules.clusterLabel;
  local config = {
    [name]: if std.endsWith(name, 'Selector') then rules[name] + ',' + cluster else rules[name]
    for name in std.objectFields(rules)
  } + {
    cluster: cluster,
    requests: 'apiserver_request_%s_duration_seconds' % facts.requestDuration,
    // The recorded CPU time of containers; sum_rate5m is steadier, and not in every release.
    containerCpu: 'node_namespace_pod_container:container_cpu_usage_seconds_total:' +
                  (if facts.minor >= 15 then 'sum_rate5m' else 'sum_irate'),
    containerMemory: 'node_namespace_pod_container:container_memory_working_set_bytes',
  };
  local d = lib(config);
  local controlPlane = has('kubernetesControlPlane');
  {
    [if has('alertmanager') then 'alertmanager-overview.json']: (import 'alertmanager.libsonnet')(d),
    [if controlPlane then 'apiserver.json']: (import 'apiserver.libsonnet')(d),
    [if controlPlane && !facts.managed then 'control-plane.json']:
      (import 'control-plane.libsonnet')(d, facts.schedulerHistograms),
    [if controlPlane then 'k8s-resources-cluster.json']: (import 'cluster.libsonnet')(d),
    [if controlPlane then 'k8s-resources-workload.json']: (import 'workload.libsonnet')(d),
    [if controlPlane then 'kubelet.json']: (import 'kubelet.libsonnet')(d),
    [if has('nodeExporter') then 'nodes.json']: (import 'node.libsonnet')(d),
    [if has('prometheus') then 'prometheus.json']: (import 'prometheus.libsonnet')(d, facts.minor >= 17),
  }
