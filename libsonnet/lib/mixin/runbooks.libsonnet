// How an alert leads to its section of a library's runbook.md: the heading is the alert's name, and its anchor, as
// GitHub and GitLab make it, is that name in lower case.
local place = 'https://github.com/monigen/monigen/blob/main/libsonnet/%s/runbook.md#%%s';

{
  // pattern(library): where the runbooks of a bundled library are; %s stands for the anchor.
  //   pattern('velero')  // 'https://github.com/monigen/monigen/blob/main/libsonnet/velero/runbook.md#%s'
  pattern(library): place % library,

  // linked(pattern, rules): the rules, each alert with its runbook_url unless it has one.
  linked(pattern, rules): [
    if !std.objectHas(rule, 'alert') then rule else rule {
      annotations: { runbook_url: pattern % std.asciiLower(rule.alert) } + super.annotations,
    }
    for rule in rules
  ],
}
