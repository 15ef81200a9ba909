local duration = import '../../lib/mixin/duration.libsonnet';

function(config)
  local node = '{{ if $labels.node }}{{ $labels.node }}{{ else }}{{ $labels.instance }}{{ end }}';

  // +Inf stands for a certificate that the kubelet does not manage or that is not
  // issued yet, and is below no limit.
  local expiring(name, kind, metric, severity, seconds, consequence) = {
    alert: name,
    expr: |||
      min by (%(clusterLabel)s, instance, node) (%(metric)s{%(kubeletSelector)s}) < %(seconds)d
    ||| % config { metric: metric, seconds: seconds },
    'for': '15m',
    labels: { severity: severity },
    annotations: {
      summary: "A kubelet's %s certificate is about to expire." % kind,
      description: 'The %s certificate of the kubelet on %s has {{ $value | humanizeDuration }} left and should have been renewed long ago. %s' % [kind, node, consequence],
    },
  };

  local renewalFailed(name, kind, metric) = {
    alert: name,
    expr: |||
      sum by (%(clusterLabel)s, instance, node) (
        increase(%(metric)s{%(kubeletSelector)s}[%(window)s])
      ) > 0
    ||| % config { metric: metric, window: duration(config.renewalWindowSeconds) },
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A kubelet could not renew its %s certificate.' % kind,
      description: 'The kubelet on %s failed to renew its %s certificate: {{ $value | humanize }} times within %s.' % [node, kind, duration(config.renewalWindowSeconds)],
    },
  };

  local client = 'Once it is over, the node can no longer talk to the API server.';
  local serving = 'Once it is over, logs, exec and metrics of the node fail for everyone who verifies it.';
  [
    expiring('KubeletClientCertificateExpiring', 'client', 'kubelet_certificate_manager_client_ttl_seconds', 'warning', config.expiryWarningSeconds, client),
    expiring('KubeletClientCertificateExpiring', 'client', 'kubelet_certificate_manager_client_ttl_seconds', 'critical', config.expiryCriticalSeconds, client),
    expiring('KubeletServingCertificateExpiring', 'serving', 'kubelet_certificate_manager_server_ttl_seconds', 'warning', config.expiryWarningSeconds, serving),
    expiring('KubeletServingCertificateExpiring', 'serving', 'kubelet_certificate_manager_server_ttl_seconds', 'critical', config.expiryCriticalSeconds, serving),
    renewalFailed('KubeletClientCertificateRenewalFailed', 'client', 'kubelet_certificate_manager_client_expiration_renew_errors'),
    renewalFailed('KubeletServingCertificateRenewalFailed', 'serving', 'kubelet_server_expiration_renew_errors'),
    {
      alert: 'KubeletServingCertificatePending',
      expr: |||
        min by (%(clusterLabel)s, instance, node) (kubelet_certificate_manager_server_ttl_seconds{%(kubeletSelector)s}) == Inf
      ||| % config,
      'for': duration(config.pendingSeconds),
      labels: { severity: 'info' },
      annotations: {
        summary: "A kubelet's serving certificate is not issued.",
        description: 'The kubelet on %s asked for a serving certificate and has none. Most likely nobody approves its certificate signing request: look at kubectl get csr.' % node,
      },
    },
    {
      // All or nothing is a decision; in between, somebody forgot some nodes.
      alert: 'KubeletCertificateCoveragePartial',
      expr: |||
        cluster:kubelet_certificate_covered:ratio > 0 < 1
      |||,
      'for': duration(config.coverageSeconds),
      labels: { severity: 'info' },
      annotations: {
        summary: 'Only some kubelets have a certificate whose expiry is known.',
        description: 'The {{ $labels.certificate }} certificate of {{ $value | humanizePercentage }} of the kubelets is rotated and watched; on the other nodes nobody will notice that it expires.',
      },
    },
  ]
