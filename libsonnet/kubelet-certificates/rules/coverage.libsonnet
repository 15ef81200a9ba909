// How many of the kubelets have a certificate that the alerts can see: of two kinds, as a ratio.
function(config)
  // A kubelet that does not rotate has no series, and one that waits for its first certificate has +Inf.
  local covered(certificate, metric) = {
    record: 'cluster:kubelet_certificate_covered:ratio',
    labels: { certificate: certificate },
    expr: |||
      (
        count by (%(clusterLabel)s) (%(metric)s{%(kubeletSelector)s} < Inf)
        or
        0 * count by (%(clusterLabel)s) (up{%(kubeletSelector)s} == 1)
      )
      / on (%(clusterLabel)s)
      count by (%(clusterLabel)s) (up{%(kubeletSelector)s} > 0)
    ||| % config { metric: metric },
  };

  [
    covered('client', 'kubelet_certificate_manager_client_ttl_seconds'),
    covered('serving', 'kubelet_certificate_manager_server_ttl_seconds'),
  ]
