local dashboard = import '../../lib/mixin/dashboard.libsonnet';

{
  local config = $._config,
  // Where nothing names the cluster, $cluster is empty and matches that.
  local cluster = '%s="$cluster"' % config.clusterLabel,

  grafanaDashboards+:: {
    'velero.json': (import 'backups.libsonnet')(config, dashboard(config {
      cluster: cluster,
      veleroSelector: config.veleroSelector + ', ' + cluster,
      nodeAgentSelector: config.nodeAgentSelector + ', ' + cluster,
    })),
  },
}
