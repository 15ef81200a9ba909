// What the rest of a cluster has to know of its libraries: takes { variables, libraries } as main.libsonnet does, and
// gives { LIBRARY: summary }, which main.libsonnet may be given with the library's other parts.
local library = import 'lib/library.libsonnet';

function(cluster) {
  [name]: library(name, cluster.libraries[name], cluster.variables).summary
  for name in std.objectFields(cluster.libraries)
}
