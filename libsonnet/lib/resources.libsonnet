// resources(own, given): a container's requests and limits: the stack's `own`, with `given` in place of it for each
// resource that `given` mentions, so that no request ends up above a limit that somebody else chose.
//   local own = { requests: { cpu: '4m', memory: '100Mi' }, limits: { memory: '100Mi' } };
//   resources(own, { requests: { memory: '2Gi' } })  // { requests: { cpu: '4m', memory: '2Gi' } }
function(own, given)
  local of(side, name) = std.get(side, name, {});
  local mentioned = of(given, 'requests') + of(given, 'limits');
  local merged(name) =
    local kept = of(own, name);
    of(given, name) + {
      [resource]: kept[resource]
      for resource in std.objectFields(kept)
      if !std.objectHas(mentioned, resource)
    };
  { [name]: side for name in ['requests', 'limits'] for side in [merged(name)] if std.length(side) > 0 }
