local duration = import 'lib/mixin/duration.libsonnet';
local runbooks = import 'lib/mixin/runbooks.libsonnet';

{
  local config = $._config,

  prometheusAlerts+:: {
    groups+: [{
      name: 'checkout',
      rules: runbooks.linked(config.runbookUrlPattern, [
        {
          alert: 'CheckoutQueueLong',
          expr: |||
            checkout:orders_waiting:sum > %(queueLimit)d
          ||| % config,
          'for': duration(config.queueSeconds),
          labels: { severity: 'warning' },
          annotations: {
            summary: 'Orders wait for payment.',
            description: '{{ $value }} orders in namespace {{ $labels.namespace }} wait for payment, for longer than %s.' % duration(config.queueSeconds),
          },
        },
        {
          // A recording rule of the stack, which has it from v0.15 on.
          alert: 'CheckoutBusy',
          expr: |||
            sum by (%(clusterLabel)s, namespace) (
              node_namespace_pod_container:container_cpu_usage_seconds_total:sum_rate5m{namespace="%(namespace)s"}
            ) > %(cpuLimit)g
          ||| % config,
          'for': '15m',
          labels: { severity: 'info' },
          annotations: {
            summary: 'The checkout service is busy.',
            description: 'Pods in namespace {{ $labels.namespace }} use {{ $value | humanize }} CPUs.',
          },
        },
      ]),
    }],
  },
}
