// The values of the Postgres clusters that config.clusters names, and of all others.
local duration = import '../../lib/mixin/duration.libsonnet';

function(config) {
  local fields = ['backupMaxAgeSeconds', 'backupCriticalAgeSeconds', 'backupRequired', 'instances'],
  local checked(name, cluster) =
    local unknown = [field for field in std.objectFields(cluster) if !std.member(fields, field)];
    assert std.length(unknown) == 0 :
           'cloudnative-pg: clusters.%s: unknown key %s; known are %s' % [name, unknown[0], std.join(', ', fields)];
    cluster,
  local common = {
    backupMaxAgeSeconds: config.backupMaxAgeSeconds,
    backupCriticalAgeSeconds: config.backupCriticalAgeSeconds,
    backupRequired: config.backupRequired,
    instances: null,
  },
  local label = config.postgresClusterLabel,

  local own = [
    local given = checked(name, config.clusters[name]);
    common {
      [if std.objectHas(given, 'backupMaxAgeSeconds') then 'backupCriticalAgeSeconds']: 2 * given.backupMaxAgeSeconds,
    } + given { name: name, selector: '%s="%s"' % [label, name] }
    for name in std.objectFields(config.clusters)
  ],
  local deviating(field) = std.filter(function(cluster) cluster[field] != common[field], own),

  // One { selector, … } for all clusters with the common value of `field`, and one
  // for each that has another.
  entries(field)::
    local others = deviating(field);
    [common {
      selector: if others == [] then '%s!=""' % label
      else '%s!~"%s"' % [label, std.join('|', [cluster.name for cluster in others])],
    }] + others,

  // An expression with one operand per entry: `or` of what clause(entry) gives.
  // (`or` binds weakest in PromQL, so a clause needs no parentheses.)
  anyOf(entries, clause):: std.join('or\n', [clause(entry) for entry in entries]),

  // Template text with the limit of the cluster that the alert is about.
  limitText(field)::
    local others = deviating(field);
    local branch(index, cluster) = '{{ %s eq $labels.%s "%s" }}%s' % [
      if index == 0 then 'if' else 'else if',
      label,
      cluster.name,
      duration(cluster[field]),
    ];
    if others == [] then duration(common[field])
    else std.join('', std.mapWithIndex(branch, others)) + '{{ else }}%s{{ end }}' % duration(common[field]),
}
