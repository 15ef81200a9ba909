// Nodes as the operating system sees them.
local device = '{{ $labels.device }}, mounted at {{ $labels.mountpoint }} on {{ $labels.instance }},';

// A file system with less than `percent` of `what` left; with `hours`, one that also runs out of it within that time.
local filesystem(name, free, size, what, percent, hours, duration, severity) = {
  alert: name,
  expr: std.join('', [
    |||
      node_filesystem_%s{%%(filesystemSelector)s}
      / node_filesystem_%s{%%(filesystemSelector)s}
      * 100 < %d
    ||| % [free, size, percent],
    if hours == null then '' else |||
      and
      predict_linear(node_filesystem_%s{%%(filesystemSelector)s}[6h], %d * 3600) < 0
    ||| % [free, hours],
    |||
      and
      node_filesystem_readonly{%(filesystemSelector)s} == 0
    |||,
  ]),
  'for': duration,
  labels: { severity: severity },
  annotations: {
    summary: 'A file system runs out of %s.' % what,
    description: '%s has {{ printf "%%.2f" $value }}%% of its %s left%s.' % [
      device,
      what,
      if hours == null then '' else ' and will have none within %d hours at this rate' % hours,
    ],
  },
};

local space = ['avail_bytes', 'size_bytes', 'space'];
local files = ['files_free', 'files', 'inodes'];

local filesystems = [
  filesystem('NodeFilesystemSpaceFillingUp', space[0], space[1], space[2], 15, 24, '1h', 'warning'),
  filesystem('NodeFilesystemSpaceFillingUp', space[0], space[1], space[2], 10, 4, '1h', 'critical'),
  filesystem('NodeFilesystemAlmostOutOfSpace', space[0], space[1], space[2], 5, null, '30m', 'warning'),
  filesystem('NodeFilesystemAlmostOutOfSpace', space[0], space[1], space[2], 3, null, '30m', 'critical'),
  filesystem('NodeFilesystemFilesFillingUp', files[0], files[1], files[2], 40, 24, '1h', 'warning'),
  filesystem('NodeFilesystemFilesFillingUp', files[0], files[1], files[2], 20, 4, '1h', 'critical'),
  filesystem('NodeFilesystemAlmostOutOfFiles', files[0], files[1], files[2], 5, null, '1h', 'warning'),
  filesystem('NodeFilesystemAlmostOutOfFiles', files[0], files[1], files[2], 3, null, '1h', 'critical'),
];

local networkErrors(name, direction) = {
  alert: name,
  expr: |||
    rate(node_network_%(direction)s_errs_total{%%(nodeSelector)s}[2m])
    / rate(node_network_%(direction)s_packets_total{%%(nodeSelector)s}[2m])
    > 0.01
  ||| % { direction: direction },
  'for': '1h',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'A network interface reports many errors (%s).' % direction,
    description: 'Interface {{ $labels.device }} of {{ $labels.instance }}: {{ $value | humanizePercentage }} of the packets are errors.',
  },
};

local fileDescriptors(percent, severity) = {
  alert: 'NodeFileDescriptorLimit',
  expr: |||
    node_filefd_allocated{%%(nodeSelector)s}
    / node_filefd_maximum{%%(nodeSelector)s}
    * 100 > %d
  ||| % percent,
  'for': '15m',
  labels: { severity: severity },
  annotations: {
    summary: 'The kernel is about to run out of file descriptors.',
    description: '{{ printf "%.2f" $value }}% of the file descriptors of {{ $labels.instance }} are in use.',
  },
};

local hardware = [
  networkErrors('NodeNetworkReceiveErrs', 'receive'),
  networkErrors('NodeNetworkTransmitErrs', 'transmit'),
  {
    alert: 'NodeHighNumberConntrackEntriesUsed',
    expr: |||
      node_nf_conntrack_entries{%(nodeSelector)s}
      / node_nf_conntrack_entries_limit{%(nodeSelector)s}
      > 0.75
    |||,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'The connection tracking table is nearly full.',
      description: '{{ $value | humanizePercentage }} of the conntrack entries of {{ $labels.instance }} are used; beyond the limit new connections fail.',
    },
  },
  {
    alert: 'NodeTextFileCollectorScrapeError',
    expr: |||
      node_textfile_scrape_error{%(nodeSelector)s} == 1
    |||,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A file of the textfile collector cannot be read.',
      description: 'node-exporter on {{ $labels.instance }} failed to read its text files.',
    },
  },
  {
    alert: 'NodeClockSkewDetected',
    expr: |||
      (node_timex_offset_seconds{%(nodeSelector)s} > 0.05 and deriv(node_timex_offset_seconds{%(nodeSelector)s}[5m]) >= 0)
      or
      (node_timex_offset_seconds{%(nodeSelector)s} < -0.05 and deriv(node_timex_offset_seconds{%(nodeSelector)s}[5m]) <= 0)
    |||,
    'for': '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A clock is wrong and does not get better.',
      description: 'The clock of {{ $labels.instance }} is off by more than 0.05 seconds; look at its time synchronisation.',
    },
  },
  {
    alert: 'NodeClockNotSynchronising',
    expr: |||
      min_over_time(node_timex_sync_status{%(nodeSelector)s}[5m]) == 0
      and node_timex_maxerror_seconds{%(nodeSelector)s} >= 16
    |||,
    'for': '10m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A clock is not synchronised.',
      description: 'No time source reaches {{ $labels.instance }}.',
    },
  },
  {
    alert: 'NodeRAIDDegraded',
    expr: |||
      node_md_disks_required{%(diskSelector)s}
      - ignoring (state) node_md_disks{%(diskSelector)s,state="active"}
      > 0
    |||,
    'for': '15m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'A RAID array is degraded.',
      description: 'Array {{ $labels.device }} of {{ $labels.instance }} misses disks and has no spare to take their place.',
    },
  },
  {
    alert: 'NodeRAIDDiskFailure',
    expr: |||
      node_md_disks{%(diskSelector)s,state="failed"} > 0
    |||,
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A disk of a RAID array failed.',
      description: 'Array {{ $labels.device }} of {{ $labels.instance }} has a failed disk to replace.',
    },
  },
  fileDescriptors(70, 'warning'),
  fileDescriptors(90, 'critical'),
];

local load = [
  {
    alert: 'NodeCPUHighUsage',
    expr: |||
      sum without (mode) (
        avg without (cpu) (rate(node_cpu_seconds_total{%(nodeSelector)s,mode!~"idle|iowait"}[2m]))
      ) * 100 > 90
    |||,
    'for': '15m',
    labels: { severity: 'info' },
    annotations: {
      summary: 'Processors are busy.',
      description: 'Processors of {{ $labels.instance }} were busy for {{ printf "%.0f" $value }}% of 15 minutes.',
    },
  },
  {
    alert: 'NodeSystemSaturation',
    expr: |||
      node_load1{%(nodeSelector)s}
      / count without (cpu, mode) (node_cpu_seconds_total{%(nodeSelector)s,mode="idle"})
      > 2
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'More work waits than processors can do.',
      description: 'The load of {{ $labels.instance }} is {{ printf "%.2f" $value }} per processor.',
    },
  },
  {
    alert: 'NodeMemoryMajorPagesFaults',
    expr: |||
      rate(node_vmstat_pgmajfault{%(nodeSelector)s}[5m])
      > 500
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Memory is read back from disk all the time.',
      description: '{{ $labels.instance }} has {{ printf "%.0f" $value }} major page faults a second: it is short of memory.',
    },
  },
  {
    alert: 'NodeMemoryHighUtilization',
    expr: |||
      (1 - node_memory_MemAvailable_bytes{%(nodeSelector)s} / node_memory_MemTotal_bytes{%(nodeSelector)s})
      * 100 > 90
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'Memory is nearly used up.',
      description: '{{ printf "%.0f" $value }}% of the memory of {{ $labels.instance }} is in use.',
    },
  },
  {
    alert: 'NodeDiskIOSaturation',
    expr: |||
      rate(node_disk_io_time_weighted_seconds_total{%(diskSelector)s}[5m]) > 10
    |||,
    'for': '30m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A disk cannot keep up.',
      description: '{{ printf "%.0f" $value }} requests wait for disk {{ $labels.device }} of {{ $labels.instance }} on average.',
    },
  },
];

local services = [
  {
    alert: 'NodeSystemdServiceFailed',
    expr: |||
      node_systemd_unit_state{%(nodeSelector)s,state="failed"} == 1
    |||,
    'for': '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: 'A systemd unit failed.',
      description: 'Unit {{ $labels.name }} of {{ $labels.instance }} is in state failed.',
    },
  },
  {
    alert: 'NodeSystemdServiceCrashlooping',
    expr: |||
      increase(node_systemd_service_restart_total{%(nodeSelector)s}[5m]) > 2
    |||,
    'for': '15m',
    labels: { severity: 'warning' },
    since:: 15,
    annotations: {
      summary: 'A systemd service keeps restarting.',
      description: 'Service {{ $labels.name }} of {{ $labels.instance }} restarts again and again.',
    },
  },
  {
    alert: 'NodeBondingDegraded',
    expr: |||
      node_bonding_slaves{%(nodeSelector)s} - node_bonding_active{%(nodeSelector)s} != 0
    |||,
    'for': '5m',
    labels: { severity: 'warning' },
    since:: 14,
    annotations: {
      summary: 'A bonded interface lost links.',
      description: 'Bond {{ $labels.master }} of {{ $labels.instance }} has links that are down.',
    },
  },
];

function(config) [
  {
    name: 'node-exporter',
    rules: [
      rule { expr: super.expr % config }
      for rule in filesystems + hardware + load + services
    ],
  },
] + (import 'node-recordings.libsonnet')(config)
