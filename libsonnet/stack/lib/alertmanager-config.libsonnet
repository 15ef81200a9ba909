// What Alertmanager is told: the stack's own routing, and what the cluster's variables put in its place.
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

// Names that the stack's routes use, and that send nothing anywhere until a cluster defines them.
local ownReceivers = ['Default', 'Watchdog', 'Critical', 'null'];

// The receivers that a route and the routes below it name.
local namedBy(route) =
  (if std.objectHas(route, 'receiver') then [route.receiver] else []) +
  std.flattenArrays([namedBy(child) for child in std.get(route, 'routes', [])]);

function(config)
  local route = if config.route == null then ownRoute else config.route;
  local named = std.set(namedBy(route));
  local defined = [receiver.name for receiver in config.receivers];
  local missing = std.setDiff(named, std.set(defined + ownReceivers));
  if std.length(missing) > 0 then
    error 'alertmanager.route sends to the receiver "%s", which alertmanager.receivers does not define; known: %s' % [
      missing[0],
      std.join(', ', std.set(defined + ownReceivers)),
    ]
  else {
    global: { resolve_timeout: '5m' },
    route: route,
    receivers: config.receivers + [
      { name: name }
      for name in ownReceivers
      if std.setMember(name, named) && !std.member(defined, name)
    ],
    inhibit_rules: if config.inhibitRules == null then ownInhibitRules else config.inhibitRules,
  }
