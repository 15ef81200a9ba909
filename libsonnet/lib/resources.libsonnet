// resources(given, stackOwn): a container's requests and limits. What a cluster file gives replaces the stack's own as
// a whole, so that no request ends up above a limit that somebody else chose; nothing given keeps the stack's own.
//   resources({ requests: { memory: '2Gi' }, limits: {} }, { limits: { memory: '100Mi' } })  // { requests: { memory: '2Gi' } }
function(given, stackOwn)
  if given.requests == {} && given.limits == {} then stackOwn
  else { [name]: given[name] for name in ['requests', 'limits'] if given[name] != {} }
