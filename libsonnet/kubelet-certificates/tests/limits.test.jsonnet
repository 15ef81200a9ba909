// The expiry of kubelet certificates with whatever limits a cluster has.
local humanize = import '../../lib/mixin/humanize.libsonnet';

local kinds = {
  client: {
    alert: 'KubeletClientCertificateExpiring',
    metric: 'kubelet_certificate_manager_client_ttl_seconds',
    consequence: 'Once it is over, the node can no longer talk to the API server.',
  },
  serving: {
    alert: 'KubeletServingCertificateExpiring',
    metric: 'kubelet_certificate_manager_server_ttl_seconds',
    consequence: 'Once it is over, logs, exec and metrics of the node fail for everyone who verifies it.',
  },
};

function(config)
  local limits = { warning: config.expiryWarningSeconds, critical: config.expiryCriticalSeconds };
  local expected(kind, left, severity) = {
    exp_labels: { severity: severity, instance: 'n1:10250', node: 'n1' },
    exp_annotations: {
      summary: "A kubelet's %s certificate is about to expire." % kind,
      description: 'The %s certificate of the kubelet on n1 has %s left and should have been renewed long ago. %s' % [
        kind,
        humanize.duration(left),
        kinds[kind].consequence,
      ],
      runbook_url: config.runbookUrlPattern % std.asciiLower(kinds[kind].alert),
    },
  };
  {
    evaluation_interval: '1m',
    tests: [
      {
        name: '%s certificate with %s left' % [kind, humanize.duration(left)],
        interval: '1m',
        input_series: [{
          series: kinds[kind].metric + '{%s, instance="n1:10250", node="n1"}' % config.kubeletSelector,
          values: '%dx30' % left,
        }],
        alert_rule_test: [{
          eval_time: '25m',
          alertname: kinds[kind].alert,
          exp_alerts: [
            expected(kind, left, severity)
            for severity in std.objectFields(limits)
            if left < limits[severity]
          ],
        }],
      }
      for kind in std.objectFields(kinds)
      for left in std.set([limits.warning, limits.warning - 60, limits.critical - 60])
    ],
  }
