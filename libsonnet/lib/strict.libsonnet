// strict(defaults, given, where): `defaults` with `given` merged into it, at every depth.
// A key of `given` that `defaults` lacks is an error that names `where` and lists the keys there are.
// A default of {} is an open map: it takes any key.
//   strict({ days: 1 }, { dayz: 2 }, 'velero')  // error: velero: unknown key dayz, known: days
local patch = import 'patch.libsonnet';

local checked(defaults, given, where) =
  local known = std.objectFieldsAll(defaults);
  local isOk(key) =
    if !std.member(known, key) then
      error '%s: unknown key %s, known: %s' % [where, key, std.join(', ', known)]
    else if std.isObject(given[key]) && std.isObject(defaults[key]) then
      checked(defaults[key], given[key], where + '.' + key)
    else true;
  known == [] || std.length(std.filter(isOk, std.objectFields(given))) >= 0;

function(defaults, given, where)
  assert checked(defaults, given, where);
  defaults + patch(defaults, given)
