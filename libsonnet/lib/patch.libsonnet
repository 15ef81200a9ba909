// patch(defaults, given): an object that merges `given` into `defaults` at every depth when it is added to them.
// Only added, so that defaults that refer to `self` see the given values.
//   local d = { job: 'x', sel: 'job="%s"' % self.job, limits: { cpu: 1, memory: 2 } };
//   d + patch(d, { job: 'y', limits: { cpu: 3 } })  // { job: 'y', sel: 'job="y"', limits: { cpu: 3, memory: 2 } }
local patch(defaults, given) = std.foldl(
  function(result, key)
    if std.isObject(given[key]) && std.isObject(std.get(defaults, key))
    then result { [key]+: patch(defaults[key], given[key]) }
    else result { [key]: given[key] },
  std.objectFields(given),
  {}
);

patch
