// The age limits of all schedules, from config.schedules and the two defaults.
local duration = import '../../lib/mixin/duration.libsonnet';

function(config) {
  local fields = ['maxAgeSeconds', 'criticalAgeSeconds', 'enabled'],
  local checked(name, schedule) =
    local unknown = [field for field in std.objectFields(schedule) if !std.member(fields, field)];
    assert std.length(unknown) == 0 :
           'velero: schedules.%s: unknown key %s; known are %s' % [name, unknown[0], std.join(', ', fields)];
    schedule,
  // Schedules with an entry of their own, limits filled in.
  own:: [
    local limits = { enabled: true, maxAgeSeconds: config.backupMaxAgeSeconds };
    local schedule = limits + checked(name, config.schedules[name]);
    {
      name: name,
      enabled: schedule.enabled,
      maxAgeSeconds: schedule.maxAgeSeconds,
      criticalAgeSeconds:
        if std.objectHas(schedule, 'criticalAgeSeconds') then schedule.criticalAgeSeconds
        else if std.objectHas(config.schedules[name], 'maxAgeSeconds') then 2 * schedule.maxAgeSeconds
        else config.backupCriticalAgeSeconds,
    }
    for name in std.objectFields(config.schedules)
  ],

  // One { selector, maxAgeSeconds, criticalAgeSeconds } for all schedules
  // without an entry, and one for each that has one. Ad-hoc backups
  // (schedule="") age for ever and are in none of them.
  limits:: [{
    selector: if std.length($.own) == 0 then 'schedule!=""'
    else 'schedule!="", schedule!~"%s"' % std.join('|', [std.strReplace(schedule.name, '.', '\\\\.') for schedule in $.own]),
    maxAgeSeconds: config.backupMaxAgeSeconds,
    criticalAgeSeconds: config.backupCriticalAgeSeconds,
  }] + [
    schedule { selector: 'schedule="%s"' % schedule.name }
    for schedule in $.own
    if schedule.enabled
  ],

  // An expression with one operand per limit: `or` of what clause(limit) gives.
  // (`or` binds weakest in PromQL, so a clause needs no parentheses.)
  anyOf(clause):: std.join('or\n', [clause(limit) for limit in $.limits]),

  // Template text with the limit of the schedule that the alert is about.
  limitText(field)::
    local own = [schedule for schedule in $.own if schedule.enabled];
    local branches = std.mapWithIndex(
      function(index, schedule) '{{ %s eq $labels.schedule "%s" }}%s' % [
        if index == 0 then 'if' else 'else if',
        schedule.name,
        duration(schedule[field]),
      ],
      own
    );
    local common = duration($.limits[0][field]);
    if std.length(own) == 0 then common
    else std.join('', branches) + '{{ else }}%s{{ end }}' % common,
}
