// The age of backups with whatever limits a cluster has: quiet just below each, loud just above it.
local duration = import '../../lib/mixin/duration.libsonnet';
local humanize = import '../../lib/mixin/humanize.libsonnet';

local born = 60;
local interval = 300;
// Rules are evaluated, and alerts say what was, at multiples of the interval.
local evaluated(age) = std.floor((born + age) / interval) * interval;
// What the alerts wait for, and a few evaluations.
local patience = 20 * 60;

local alert(schedule, severity, limit, age) = {
  exp_labels: { severity: severity, namespace: 'velero', schedule: schedule },
  exp_annotations: {
    local summaries = {
      warning: 'The newest completed backup of a Velero schedule is too old.',
      critical: 'A Velero schedule has gone without a completed backup for much too long.',
    },
    local kinds = { warning: 'limit', critical: 'critical limit' },
    summary: summaries[severity],
    description: 'Schedule %s in namespace velero completed its last backup %s ago; the %s is %s. Partially failed backups do not count.' % [
      schedule,
      humanize.duration(age),
      kinds[severity],
      duration(limit),
    ],
  },
};

function(config)
  local limits = (import '../alerts/schedules.libsonnet')(config);
  local link = { runbook_url: config.runbookUrlPattern % 'velerobackuptooold' };
  local case(schedule) =
    local severities = [['warning', schedule.maxAgeSeconds], ['critical', schedule.criticalAgeSeconds]];
    local settled(age) = std.length([
      severity
      for severity in severities
      if age > severity[1] && age < severity[1] + patience - interval
    ]) == 0;
    local series(metric) = metric + '{%s, namespace="velero", schedule="%s"}' % [config.veleroSelector, schedule.name];
    local steps = std.ceil((schedule.criticalAgeSeconds + 2 * patience) / interval);
    {
      name: '%s: warning after %s, critical after %s' % [schedule.name, duration(severities[0][1]), duration(severities[1][1])],
      interval: '5m',
      input_series: [
        { series: series('velero_backup_last_successful_timestamp'), values: '%dx%d' % [born, steps] },
        { series: series('velero_backup_attempt_total'), values: '1x%d' % steps },
      ],
      alert_rule_test: [
        {
          eval_time: '%ds' % time,
          alertname: 'VeleroBackupTooOld',
          exp_alerts: [
            alert(schedule.name, severity[0], severity[1], age) + { exp_annotations+: link }
            for severity in severities
            if age > severity[1]
          ],
        }
        for wanted in [severities[0][1], severities[0][1] + patience, severities[1][1] + patience]
        for time in [evaluated(wanted)]
        for age in [time - born]
        if settled(age)
      ],
    };
  {
    evaluation_interval: '5m',
    tests: [
      case(schedule)
      for schedule in [{ name: 'of-no-entry' } + limits.limits[0]] + std.filter(function(own) own.enabled, limits.own)
    ],
  }
