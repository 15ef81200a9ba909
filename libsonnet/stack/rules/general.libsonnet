// Rules about every target, and the two alerts that keep the alerting itself honest.
local jobs = {
  alertmanager: 'alertmanagerJobSelector',
  blackboxExporter: 'blackboxSelector',
  grafana: 'grafanaSelector',
  kubeStateMetrics: 'kubeStateSelector',
  nodeExporter: 'nodeSelector',
  prometheusAdapter: 'adapterSelector',
  prometheusOperator: 'operatorJobSelector',
};

function(config, components) [
  {
    name: 'general.rules',
    rules: [
      {
        alert: 'TargetDown',
        expr: |||
          count by (%(clusterLabel)s, job, namespace, service) (up == 0)
          / count by (%(clusterLabel)s, job, namespace, service) (up)
          * 100 > %(targetDownPercent)d
        ||| % config,
        'for': '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Targets of a job cannot be scraped.',
          description:
            '{{ printf "%.4g" $value }}% of the {{ $labels.job }}/{{ $labels.service }} targets in namespace {{ $labels.namespace }} do not answer.',
        },
      },
    ] + (if std.length(components) == 0 then [] else [
           {
             alert: 'TargetMissing',
             expr: std.join('or\n', [
               'absent(up{%s})\n' % config[jobs[component]]
               for component in components
             ]),
             'for': '15m',
             labels: { severity: 'warning' },
             annotations: {
               summary: 'A part of the monitoring is not discovered at all.',
               description: 'Prometheus knows no target of job {{ $labels.job }}: its service, its monitor or the right to discover it is missing.',
             },
           },
         ]) + [
      {
        alert: 'Watchdog',
        expr: |||
          vector(1)
        |||,
        labels: { severity: 'none' },
        annotations: {
          summary: 'Always fires, to show that alerts get through.',
          description: |||
            Alerting works from end to end as long as this one arrives. Send it to a dead man's switch: a service that calls somebody when it stops hearing from this cluster.
          |||,
        },
      },
      {
        alert: 'InfoInhibitor',
        expr: |||
          group by (%(clusterLabel)s, namespace) (ALERTS{alertstate="firing",severity="info"})
          unless on (%(clusterLabel)s, namespace)
          group by (%(clusterLabel)s, namespace) (
            ALERTS{alertstate="firing",severity=~"warning|critical",alertname!="InfoInhibitor"}
          )
        ||| % config,
        labels: { severity: 'none' },
        annotations: {
          summary: 'Holds back alerts of severity info.',
          description: |||
            Alerts of severity info explain others and are noise on their own. This alert fires in namespaces where nothing worse fires, and Alertmanager inhibits info alerts there. It needs no receiver.
          |||,
        },
      },
    ],
  },
  {
    name: 'node-network',
    rules: [
      {
        alert: 'NodeNetworkInterfaceFlapping',
        expr: |||
          changes(node_network_up{%(nodeSelector)s,device!~"veth.+"}[2m])
          > 2
        ||| % config,
        'for': '2m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A network interface goes up and down.',
          description: 'Interface {{ $labels.device }} of {{ $labels.instance }} keeps changing its state.',
        },
      },
    ],
  },
  {
    name: 'kube-prometheus-node-recording.rules',
    local busy = config.nodeSelector + ',mode!~"idle|iowait|steal"',
    local recorded(name, expr) = { record: name, expr: expr },
    rules: [
      recorded('instance:node_cpu:rate:sum', |||
        sum by (%s, instance) (rate(node_cpu_seconds_total{%s}[3m]))
      ||| % [config.clusterLabel, busy]),
      recorded('instance:node_cpu:ratio', |||
        avg without (cpu, mode) (
          sum without (mode) (rate(node_cpu_seconds_total{%s}[5m]))
        )
      ||| % busy),
      recorded('cluster:node_cpu:sum_rate5m', |||
        sum by (%s) (rate(node_cpu_seconds_total{%s}[5m]))
      ||| % [config.clusterLabel, busy]),
      recorded('cluster:node_cpu:ratio', |||
        cluster:node_cpu:sum_rate5m
        / count by (%(clusterLabel)s) (
          group by (%(clusterLabel)s, instance, cpu) (node_cpu_seconds_total{%(nodeSelector)s})
        )
      ||| % config),
    ] + [
      recorded('instance:node_network_%s_bytes:rate:sum' % direction, |||
        sum by (%s, instance) (rate(node_network_%s_bytes_total{%s}[3m]))
      ||| % [config.clusterLabel, direction, config.nodeSelector])
      for direction in ['receive', 'transmit']
    ],
  },
  {
    name: 'kube-prometheus-general.rules',
    rules: [
      {
        record: 'count:up%d' % value,
        expr: |||
          count without (instance, node, pod) (up == %d)
        ||| % value,
      }
      for value in [1, 0]
    ],
  },
]
