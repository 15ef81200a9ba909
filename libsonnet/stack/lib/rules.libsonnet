// Finishes rule groups written in rules/*.libsonnet.
local runbooks = 'https://runbooks.prometheus-operator.dev/runbooks/';

// A rule may say which minor releases have it: `since:: 14` and `until:: 16`, both inclusive. Hidden, so never in the output.
local exists(rule, minor) =
  minor >= (if std.objectHasAll(rule, 'since') then rule.since else 0) &&
  minor <= (if std.objectHasAll(rule, 'until') then rule.until else 1000);

local withRunbook(rule, area) =
  if !std.objectHas(rule, 'alert') then rule else rule {
    annotations: { runbook_url: runbooks + area + '/' + std.asciiLower(rule.alert) } + super.annotations,
  };

{
  // The groups with the rules of the release `minor`, each alert with its runbook. Groups that end up empty are left out.
  finish(groups, area, minor):: [
    group
    for group in [
      group { rules: [withRunbook(rule, area) for rule in group.rules if exists(rule, minor)] }
      for group in groups
    ]
    if std.length(group.rules) > 0
  ],

  // Nothing with that selector is scraped, or everything that is scraped fails. Keeps the cluster in the second case.
  down(selector, clusterLabel):: |||
    absent(up{%(selector)s})
    or
    max by (%(clusterLabel)s, job) (up{%(selector)s}) == 0
  ||| % { selector: selector, clusterLabel: clusterLabel },
}
