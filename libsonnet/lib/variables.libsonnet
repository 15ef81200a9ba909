// completed(variables, namespaces): the variables as a stack takes them: the namespaces of the libraries join
// prometheus.namespaces, and an externalUrl that is not set comes from `domain`.
local url(given, name, domain) =
  if given != null then given
  else if domain == null then null
  else 'https://%s.%s' % [name, domain];

function(variables, namespaces) variables {
  prometheus+: {
    namespaces: std.set(super.namespaces + namespaces),
    externalUrl: url(super.externalUrl, 'prometheus', variables.domain),
  },
  alertmanager+: { externalUrl: url(super.externalUrl, 'alertmanager', variables.domain) },
  grafana+: { externalUrl: url(super.externalUrl, 'grafana', variables.domain) },
}
