local dashboard = import '../../lib/mixin/dashboard.libsonnet';

{
  local config = $._config,
  // Where nothing names the Kubernetes cluster, $cluster is empty and matches that.
  local cluster = '%s="$cluster"' % config.clusterLabel,

  grafanaDashboards+:: {
    'cloudnative-pg.json': (import 'clusters.libsonnet')(config, dashboard(config {
      cluster: cluster,
      instanceSelector: config.instanceSelector + ', ' + cluster,
      poolerSelector: config.poolerSelector + ', ' + cluster,
    })),
  },
}
