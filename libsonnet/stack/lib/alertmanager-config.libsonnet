// What Alertmanager is told: the stack's own routing, and what the cluster's variables put in its place.
local receivers = import '../../lib/receivers.libsonnet';

local ownRoute = {
  receiver: 'Default',
  group_by: ['namespace'],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '12h',
  routes: [
    { matchers: ['alertname = Watchdog'], receiver: 'Watchdog' },
    { matchers: ['alertname = InfoInhibitor'], receiver: 'null' },
    { matchers: ['severity = critical'], receiver: 'Critical' },
  ],
};

// A more severe alert silences the milder ones of the same name, InfoInhibitor those of its namespace.
local silences(source, target, equal) = {
  source_matchers: [source],
  target_matchers: [target],
  equal: equal,
};

local ownInhibitRules = [
  silences('severity = critical', 'severity =~ warning|info', ['namespace', 'alertname']),
  silences('severity = warning', 'severity = info', ['namespace', 'alertname']),
  silences('alertname = InfoInhibitor', 'severity = info', ['namespace']),
];

// They send nothing anywhere until a cluster defines one of the same name.
local ownReceivers = [{ name: name } for name in ['Default', 'Watchdog', 'Critical', 'null']];

function(given) {
  global: { resolve_timeout: '5m' },
  route: if given.route == null then ownRoute else given.route,
  receivers: receivers.merged(ownReceivers, given.receivers),
  inhibit_rules: if given.inhibitRules == null then ownInhibitRules else given.inhibitRules,
}
