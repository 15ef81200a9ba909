// resources(own, given): a container's requests and limits: the stack's `own`, with `given` in place of it for each
// resource that `given` mentions, so that no request ends up above a limit that somebody else chose.
//   local own = { requests: { cpu: '4m', memory: '100Mi' }, limits: { memory: '100Mi' } };
//   resources(own, { requests: { memory: '2Gi' } })  // { requests: { cpu: '4m', memory: '2Gi' } }
function(own, given)
  local of(side, name) = std.get(side, name, {});
  local mentioned = of(given, 'requests') + of(given, 'limits');
  local merged(name) = of(given, name) + {
    [resource]: of(own, name)[resource]
    for resource in std.objectFields(of(own, name))
    if !std.objectHas(mentioned, resource)
  };
  { [name]: merged(name) for name in ['requests', 'limits'] if std.length(merged(name)) > 0 }
