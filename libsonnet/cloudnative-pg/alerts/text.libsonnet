// Template text that the annotations share.
function(config) {
  cluster: '{{ $labels.namespace }}/{{ $labels.%s }}' % config.postgresClusterLabel,
  instance: '{{ $labels.pod }} of Postgres cluster %s' % self.cluster,
}
