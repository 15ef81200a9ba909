// Fields of the Prometheus resource that `values` cannot set in every release.
local storage = import '../../lib/storage.libsonnet';

function(variables) {
  local given = variables.prometheus,

  prometheus+: {
    prometheus+: {
      spec+: {
        [if given.retention != null then 'retention']: given.retention,
        [if given.retentionSize != null then 'retentionSize']: given.retentionSize,
        [if given.remoteWrite != [] then 'remoteWrite']: given.remoteWrite,
        [if given.externalUrl != null then 'externalUrl']: given.externalUrl,
        [if given.storage.size != null then 'storage']: storage(given.storage),
      },
    },
  },
}
