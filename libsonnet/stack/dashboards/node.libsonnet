// One node, as its operating system sees it, and the pods on it.
local on(metric, selector='%(nodeSelector)s') = '%s{%s,instance="$instance"}' % [metric, selector];
local rate(metric, more='') = 'rate(%s{%%(nodeSelector)s,instance="$instance"%s}[$__rate_interval])' % [metric, more];
local throughput(what) =
  'rate(node_disk_%s_bytes_total{%%(diskSelector)s,instance="$instance"}[$__rate_interval])' % what;
local physical = ',device!~"lo|veth.+"';
local ofPods(metric) = 'sum by (namespace, pod) (%s{%%(cluster)s,node="$instance",container!=""})' % metric;
local fill(what) = 'max by (mountpoint, device) (%s)' % (
  on('node_filesystem_%s' % what, '%(filesystemSelector)s')
);

function(d) d.dashboard({
  uid: 'node',
  title: 'Kubernetes / Node',
  clusters: 'node_uname_info',
  variables: [d.variable('instance', 'Node', 'node_uname_info{%(nodeSelector)s}')],
  body: [
    [
      d.stat('Processors', on('instance:node_num_cpu:sum'), { unit: 'none' }),
      d.stat('CPU in use', on('instance:node_cpu_utilisation:rate5m'), {
        unit: 'percentunit',
        limits: { warning: 0.8, critical: 0.95 },
      }),
      d.stat('Load per processor', on('instance:node_load1_per_cpu:ratio'), {
        unit: 'none',
        limits: { warning: 1, critical: 2 },
      }),
      d.stat('Memory', on('node_memory_MemTotal_bytes'), { unit: 'bytes' }),
      d.stat('Memory in use', on('instance:node_memory_utilisation:ratio'), {
        unit: 'percentunit',
        limits: { warning: 0.8, critical: 0.9 },
      }),
      d.stat('Up for', '%s - %s' % [on('node_time_seconds'), on('node_boot_time_seconds')], { unit: 's' }),
    ],
    'CPU and memory',
    [
      d.timeseries('CPU by mode', [[
        'sum by (mode) (%s) / on () group_left () max(%s)' % [
          rate('node_cpu_seconds_total', ',mode!="idle"'),
          on('instance:node_num_cpu:sum'),
        ],
        '{{mode}}',
      ]], { unit: 'percentunit', max: 1, stack: true }),
      d.timeseries('Load', [
        [on('node_load1'), '1 minute'],
        [on('node_load5'), '5 minutes'],
        [on('node_load15'), '15 minutes'],
        [on('instance:node_num_cpu:sum'), 'processors'],
      ]),
    ],
    [
      d.timeseries('Memory', [
        ['%s - %s' % [on('node_memory_MemTotal_bytes'), on('node_memory_MemAvailable_bytes')], 'in use'],
        ['%s - %s' % [on('node_memory_MemAvailable_bytes'), on('node_memory_MemFree_bytes')], 'reclaimable'],
        [on('node_memory_MemFree_bytes'), 'free'],
      ], { unit: 'bytes', stack: true }),
      d.timeseries('Major page faults', [[on('instance:node_vmstat_pgmajfault:rate5m'), 'faults']], { unit: 'ops' }),
    ],
    'Disks',
    [
      d.timeseries('Time busy', [[
        on('instance_device:node_disk_io_time_seconds:rate5m', '%(diskSelector)s'),
        '{{device}}',
      ]], { unit: 'percentunit' }),
      d.timeseries('Throughput', [
        [throughput('read'), '{{device}} read'],
        [throughput('written'), '{{device}} written'],
      ], { unit: 'Bps' }),
    ],
    [
      d.table('File systems', [['mountpoint', 'Mounted at'], ['device', 'Device']], [
        ['Size', 'bytes', fill('size_bytes')],
        ['Available', 'bytes', fill('avail_bytes')],
        ['In use', 'percentunit', '1 - %s / %s' % [fill('avail_bytes'), fill('size_bytes')]],
        ['Files in use', 'percentunit', '1 - %s / %s' % [fill('files_free'), fill('files')]],
      ], { sort: 'In use' }),
    ],
    'Network',
    [
      d.timeseries('Received', [[rate('node_network_receive_bytes_total', physical), '{{device}}']], { unit: 'Bps' }),
      d.timeseries('Sent', [[rate('node_network_transmit_bytes_total', physical), '{{device}}']], { unit: 'Bps' }),
      d.timeseries('Dropped packets', [
        [on('instance:node_network_receive_drop_excluding_lo:rate5m'), 'received'],
        [on('instance:node_network_transmit_drop_excluding_lo:rate5m'), 'sent'],
      ], { unit: 'pps' }),
    ],
    'Pods',
    [
      d.table('Pods on this node', [['namespace', 'Namespace'], ['pod', 'Pod']], [
        ['CPU', 'none', ofPods('%(containerCpu)s')],
        ['Memory', 'bytes', ofPods('%(containerMemory)s')],
      ], { sort: 'Memory' }),
    ],
  ],
})
