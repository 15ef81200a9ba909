// Finishes rule groups written in rules/*.libsonnet.
local runbooks = import '../../lib/mixin/runbooks.libsonnet';

// A rule may say which minor releases have it: `since:: 14` and `until:: 16`, both inclusive. Hidden, so never in the
// output.
local exists(rule, minor) =
  minor >= (if std.objectHasAll(rule, 'since') then rule.since else 0) &&
  minor <= (if std.objectHasAll(rule, 'until') then rule.until else 1000);

{
  // The groups with the rules of the release, each alert with its section of runbook.md or of the cluster's own
  // runbook. Groups that end up empty are left out.
  finish(groups, common):: [
    group
    for group in [
      group {
        local present = [rule for rule in group.rules if exists(rule, common.minor)],
        rules: runbooks.linked(common.runbookUrlPattern, present),
      }
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
