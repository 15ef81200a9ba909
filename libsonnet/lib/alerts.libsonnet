// The cluster's alert patches: { NAME: PATCH, 'group:NAME': PATCH } over all PrometheusRules.
// PATCH = { disable, reason, severity, for, labels, annotations }. A rule's own patch wins over its group's.
local component = import 'component.libsonnet';

local unset = { disable: false, reason: null, severity: null, 'for': null, labels: {}, annotations: {} };

local isAlert(rule) = std.objectHas(rule, 'alert');
local nameOf(rule) = if isAlert(rule) then rule.alert else std.get(rule, 'record', '');
local groupsOf(manifest) = std.get(std.get(manifest, 'spec', {}), 'groups', []);
local rulesOf(group) = std.get(group, 'rules', []);
local isRules(manifest) = std.get(manifest, 'kind', '') == 'PrometheusRule';
local changesRules(patch) =
  patch.severity != null || patch['for'] != null || patch.labels != {} || patch.annotations != {};

// The patches of one rule, the weakest first.
local patchesOf(patches, group, rule) = [
  unset + patches[key]
  for key in ['group:' + group.name, nameOf(rule)]
  if std.objectHas(patches, key)
];

local patchedRule(rule, patch) =
  local labels = patch.labels + (if patch.severity == null then {} else { severity: patch.severity });
  if !isAlert(rule) then rule else rule {
    [if patch['for'] != null then 'for']: patch['for'],
    [if labels != {} then 'labels']+: labels,
    [if patch.annotations != {} then 'annotations']+: patch.annotations,
  };

local patchedGroup(group, patches) = group {
  rules: [
    std.foldl(patchedRule, patchesOf(patches, group, rule), rule)
    for rule in rulesOf(group)
    if !std.member([patch.disable for patch in patchesOf(patches, group, rule)], true)
  ],
};

local patchedManifest(patches) = function(manifest)
  if !isRules(manifest) then manifest else manifest {
    spec+: {
      groups: [
        group
        for group in [patchedGroup(group, patches) for group in groupsOf(manifest)]
        if group.rules != []
      ],
    },
  };

local isGroup(key) = std.startsWith(key, 'group:');

// What is wrong with the patch `key` of `matching`, the rules that it is for, as messages.
local messages(key, patch, matching) =
  if matching == [] then [
    if isGroup(key) then 'no group is named %s; was it renamed or removed?' % std.substr(key, 6, std.length(key))
    else 'no rule is named %s; was it renamed or removed?' % key,
  ] else
    (if patch.disable && (patch.reason == null || patch.reason == '')
     then ['%s is disabled without a reason; say why in "reason"' % key] else []) +
    (if changesRules(patch) && std.filter(function(rule) rule.isAlert, matching) == []
     then ['%s has no alert, and a recording rule can only be disabled' % key] else []);

local rulesIn(components) = [
  { isAlert: isAlert(rule), name: nameOf(rule), group: 'group:' + group.name }
  for manifest in component.manifests(components)
  if isRules(manifest)
  for group in groupsOf(manifest)
  for rule in rulesOf(group)
];

{
  // patched(components, patches): the components with the patches applied; a group without rules is dropped.
  patched(components, patches): if std.length(patches) == 0 then components else {
    [name]: component.mapped(components[name], patchedManifest(patches))
    for name in std.objectFields(components)
  },

  // rulesIn(components): what there is to patch: { isAlert, name, group } for each rule of all PrometheusRules.
  rulesIn: rulesIn,

  // problems(components, available, patches, known): [{ path, message, known }] for patches that do not fit the
  // (unpatched) components. A patch of a rule that is only in `available`, what a cluster can have, is fine and does
  // nothing. `known` are the rules of components that need not be looked at: { COMPONENT: rulesIn({ COMPONENT: … }) }.
  // It evaluates every other rule of `components`, those of `available` only for a patch that fits nothing else, and
  // nothing where there are no patches.
  problems(components, available, patches, known): if std.length(patches) == 0 then [] else
    local present = std.flatMap(
      function(name) if std.objectHas(known, name) then known[name] else rulesIn({ [name]: components[name] }),
      std.objectFields(components)
    );
    local absent = rulesIn(available);
    // A handful of patches is looked up among hundreds of rules: sorting all names would cost more than it saves, so
    // that is done only where there is something to suggest.
    local keyOf(key, rule) = if isGroup(key) then rule.group else rule.name;
    local among(rules, key) = std.filter(function(rule) keyOf(key, rule) == key, rules);
    local problemsOf(key) =
      local here = among(present, key);
      local matching = if here == [] then among(absent, key) else here;
      local known = if matching == [] then std.set([keyOf(key, rule) for rule in present + absent]) else [];
      [
        { path: ['alerts', key], message: message, known: known }
        for message in messages(key, unset + patches[key], matching)
      ];
    std.flatMap(problemsOf, std.objectFields(patches)),
}
