// Velero: which schedules have good backups, what failed, what it takes.
local all = '%(veleroSelector)s, schedule=~"$schedule"';
local scheduled = all + ', schedule!=""';
local agents = '%(nodeAgentSelector)s';

local outcomes = [
  ['success', 'completed'],
  ['partial_failure', 'failed in part'],
  ['failure', 'failed'],
  ['validation_failure', 'refused'],
];
local restores = [
  ['success', 'completed'],
  ['partial_failure', 'failed in part'],
  ['failed', 'failed'],
  ['validation_failed', 'refused'],
];
local increase(metric, selector, by) =
  'sum by (%s) (increase(%s{%s}[$__rate_interval]))' % [by, metric, selector];
local ends(what, kinds) = [
  [increase('velero_%s_%s_total' % [what, kind[0]], all, 'schedule'), '{{schedule}} ' + kind[1]]
  for kind in kinds
];
local age = 'time() - max by (schedule) (velero_backup_last_successful_timestamp{%s} > 0)' % scheduled;

function(config, d) d.dashboard({
  uid: 'velero',
  title: 'Velero / Backups',
  clusters: 'velero_backup_total',
  variables: [d.variable('schedule', 'Schedule', 'velero_backup_attempt_total{%(veleroSelector)s}', all=true)],
  body: [
    [
      d.stat('Backups kept', 'max(velero_backup_total{%(veleroSelector)s})'),
      d.stat('Oldest of the newest backups', 'max(%s)' % age, {
        unit: 's',
        limits: { warning: config.backupMaxAgeSeconds, critical: config.backupCriticalAgeSeconds },
        description: 'Of each schedule the newest completed backup counts; of all schedules the worst.',
      }),
      d.stat('Schedules whose last backup failed', 'count(velero_backup_last_status{%s} == 0) or vector(0)' % scheduled, {
        limits: { warning: 1 },
      }),
      d.stat(
        'Storage locations unavailable',
        'count(velero_backup_location_status_gauge{%(veleroSelector)s} == 0) or vector(0)',
        { limits: { critical: 1 } }
      ),
    ],
    [
      d.table('Schedules', [['schedule', 'Schedule']], [
        ['Age of the newest backup', 's', age],
        ['Last backup good', 'bool_yes_no', 'min by (schedule) (velero_backup_last_status{%s})' % scheduled],
        ['Size', 'bytes', 'max by (schedule) (velero_backup_tarball_size_bytes{%s})' % scheduled],
        ['Items', 'short', 'max by (schedule) (velero_backup_items_total{%s})' % scheduled],
        ['Errors', 'short', 'max by (schedule) (velero_backup_items_errors{%s})' % scheduled],
      ], { sort: 'Age of the newest backup' }),
      d.timeseries('Age of the newest backup', [[age, '{{schedule}}']], {
        unit: 's',
        height: 9,
        description: 'Partially failed backups do not count.',
      }),
    ],
    'What came of it',
    [
      d.timeseries('Backups', ends('backup', outcomes)),
      d.timeseries('Restores', ends('restore', restores)),
      d.timeseries('Deletions', ends('backup_deletion', [['success', 'done'], ['failure', 'failed']])),
    ],
    'Volumes',
    [
      d.timeseries('Snapshots', [
        ['sum by (schedule) (velero_%s_snapshot_%s_total{%s})' % [kind, end, all], '{{schedule}} %s %s' % [kind, end]]
        for kind in ['volume', 'csi']
        for end in ['attempt', 'failure']
      ], { description: 'Since the server started. CSI snapshots have a series for each backup, so no rate can be told.' }),
      d.timeseries('Volumes open in node-agents', [[
        'sum by (node) (podVolume_pod_volume_backup_enqueue_count{%s}) - ' % agents +
        '(sum by (node) (podVolume_pod_volume_backup_dequeue_count{%s})' % agents +
        ' or 0 * sum by (node) (podVolume_pod_volume_backup_enqueue_count{%s}))' % agents,
        '{{node}}',
      ]]),
      d.timeseries('Data movement', [
        [increase('podVolume_data_%s_%s_total' % [way, end], agents, 'node'), '{{node}} %s %s' % [way, end]]
        for way in ['upload', 'download']
        for end in ['success', 'failure', 'cancel']
      ]),
    ],
    'What it takes',
    [
      d.timeseries('Duration of backups', [[
        'histogram_quantile(0.9, sum by (schedule, le) (rate(velero_backup_duration_seconds_bucket{%s}[1d])))' % all,
        '{{schedule}}',
      ]], { unit: 's', description: '9 of 10 of the last day were faster; above 4 hours the metric tells no more.' }),
      d.timeseries('Size of backups', [[
        'max by (schedule) (velero_backup_tarball_size_bytes{%s})' % all,
        '{{schedule}}',
      ]], { unit: 'bytes', description: 'Of the objects; the data of volumes is elsewhere.' }),
      d.timeseries('CPU and memory of the server', [
        ['sum by (pod) (rate(process_cpu_seconds_total{%(veleroSelector)s}[$__rate_interval]))', '{{pod}} CPU'],
        ['max by (pod) (process_resident_memory_bytes{%(veleroSelector)s}) / 2^30', '{{pod}} GiB'],
      ]),
    ],
  ],
})
