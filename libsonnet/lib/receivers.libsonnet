// Alertmanager's receivers, as the cluster file and the stack give them together.

// Both stacks' routes send to these, and they send nothing anywhere until a cluster file gives one of that name.
local ownNames = ['Critical', 'Default', 'Watchdog', 'null'];

// The receivers that a route and the routes below it send to.
local namesIn(route) =
  (if std.objectHas(route, 'receiver') then [route.receiver] else []) +
  std.flatMap(namesIn, std.get(route, 'routes', []));

{
  // merged(own, given): those given, and those of the stack's own that have another name.
  merged(own, given):
    local names = std.set([receiver.name for receiver in given]);
    [receiver for receiver in own if !std.setMember(receiver.name, names)] + given,

  // problems(alertmanager): receivers that the cluster's route names and that nobody defines.
  problems(alertmanager): if alertmanager.route == null then [] else
    local known = std.set(ownNames + [receiver.name for receiver in alertmanager.receivers]);
    [
      { path: ['alertmanager', 'route'], message: 'no receiver is named %s; add it to receivers' % name, known: known }
      for name in std.setDiff(std.set(namesIn(alertmanager.route)), known)
    ],
}
