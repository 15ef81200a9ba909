// What dashboards and rules read about nodes, computed once.
local network(direction, what, devices, suffix) = {
  record: 'instance:node_network_%s_%s_%s:rate5m' % [direction, what, suffix],
  expr: |||
    sum without (device) (
      rate(node_network_%s_%s_total{%%(nodeSelector)s,device%s}[5m])
    )
  ||| % [direction, if what == 'drop' then 'drop' else 'bytes', devices],
};

local disk(what) = {
  record: 'instance_device:node_disk_%s:rate5m' % what,
  expr: |||
    rate(
      node_disk_%s_total{%%(diskSelector)s}[5m]
    )
  ||| % what,
};

local recorded(name, expr) = { record: name, expr: expr };

local recordings = [
  recorded('instance:node_num_cpu:sum', |||
    count without (mode, cpu) (node_cpu_seconds_total{%(nodeSelector)s,mode="idle"})
  |||),
  recorded('instance:node_cpu_utilisation:rate5m', |||
    1 - avg without (cpu) (
      sum without (mode) (
        rate(node_cpu_seconds_total{%(nodeSelector)s,mode=~"idle|iowait|steal"}[5m])
      )
    )
  |||),
  recorded('instance:node_load1_per_cpu:ratio', |||
    node_load1{%(nodeSelector)s}
    / instance:node_num_cpu:sum{%(nodeSelector)s}
  |||),
  recorded('instance:node_memory_utilisation:ratio', |||
    1 - node_memory_MemAvailable_bytes{%(nodeSelector)s}
    / node_memory_MemTotal_bytes{%(nodeSelector)s}
  |||),
  recorded('instance:node_vmstat_pgmajfault:rate5m', |||
    rate(node_vmstat_pgmajfault{%(nodeSelector)s}[5m])
  |||),
  disk('io_time_seconds'),
  disk('io_time_weighted_seconds'),
] + [
  network(direction, what, '!="lo"', 'excluding_lo')
  for what in ['bytes', 'drop']
  for direction in ['receive', 'transmit']
] + [
  // Without the pods' ends of virtual links, which count their traffic a second time.
  network(direction, what, '!~"lo|veth.+"', 'physical') { since:: 17 }
  for what in ['bytes', 'drop']
  for direction in ['receive', 'transmit']
];

function(config) [
  {
    name: 'node-exporter.rules',
    rules: [rule { expr: super.expr % config } for rule in recordings],
  },
]
