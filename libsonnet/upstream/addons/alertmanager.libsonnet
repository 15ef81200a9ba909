// Fields of the Alertmanager resource that `values` cannot set in every release.
local storage = import '../../lib/storage.libsonnet';

function(variables) {
  local given = variables.alertmanager,

  alertmanager+: {
    alertmanager+: {
      spec+: {
        [if given.externalUrl != null then 'externalUrl']: given.externalUrl,
        [if given.storage.size != null then 'storage']: storage(given.storage),
      },
    },
  },
}
