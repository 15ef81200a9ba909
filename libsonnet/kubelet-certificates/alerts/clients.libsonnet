// The API server observes the remaining life of the client certificate on every
// request, before it verifies the chain; certificates that it rejects as expired
// are therefore counted, in the bucket of 0 and all above it.
local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local requests(seconds) = |||
    sum by (%(clusterLabel)s, instance) (
      increase(apiserver_client_certificate_expiration_seconds_bucket{%(apiserverSelector)s, le=~"%(seconds)d(\\.0)?"}[1h])
    ) > 0
  ||| % config { seconds: seconds };

  [
    {
      alert: 'APIServerClientCertificateExpiring',
      expr: requests(config.clientExpirySeconds),
      'for': '15m',
      labels: { severity: 'info' },
      annotations: {
        summary: 'A client of the API server uses a certificate that soon expires.',
        description: 'API server {{ $labels.instance }} had {{ $value | humanize }} requests in an hour with a client certificate that has less than %s left, or none. The audit log tells whose.' % duration(config.clientExpirySeconds),
      },
    },
    {
      alert: 'APIServerClientCertificateExpired',
      expr: requests(0),
      'for': '15m',
      labels: { severity: 'info' },
      annotations: {
        summary: 'A client of the API server uses an expired certificate.',
        description: 'API server {{ $labels.instance }} refused {{ $value | humanize }} requests in an hour because their client certificate has expired. Its log tells where they come from.',
      },
    },
  ]
