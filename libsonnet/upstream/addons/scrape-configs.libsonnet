// Scrape configurations in Prometheus' own language: a Secret, and the Prometheus resource's reference to it.
function(variables) {
  local scrapeConfigs = variables.prometheus.scrapeConfigs,
  local key = 'prometheus-additional.yaml',

  prometheus+: if scrapeConfigs == [] then {} else {
    local p = self,

    additionalScrapeConfigs: {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: p.serviceAccount.metadata { name+: '-additional-scrape-configs' },
      stringData: { [key]: std.manifestYamlDoc(scrapeConfigs) },
    },

    prometheus+: {
      spec+: {
        additionalScrapeConfigs: { name: p.additionalScrapeConfigs.metadata.name, key: key },
      },
    },
  },
}
