// What overlays and libraries give must have the shape that later stages look into: { COMPONENT: { OBJECT: manifest } }
// with groups of rules in a PrometheusRule. A fault is a message; null is none.
local types = { array: 'an array', 'function': 'a function', object: 'an object', string: 'a string' };

// typed(what, type, value, inside): a fault where `value` has another type, else `inside`.
local typed(what, type, value, inside=null) =
  if std.type(value) == type then inside
  else '%s must be %s, found %s' % [what, types[type], std.type(value)];

// The first fault of a list; null where there is none.
local first(faults) =
  local found = std.filter(function(fault) fault != null, faults);
  if found == [] then null else found[0];

local nameOf(rule) = if 'alert' in rule then rule.alert else std.get(rule, 'record', '');
local isRule(rule) = std.isObject(rule) && std.isString(nameOf(rule));

local ruleFault(group, rule) =
  local what = "a rule of group '%s'" % group;
  typed(what, 'object', rule, typed('the name of ' + what, 'string', nameOf(rule)));

// Most rules are fine: those are passed over with one test each.
local groupFault(group) =
  local name = std.get(group, 'name');
  local rules = std.get(group, 'rules', []);
  local faults = [ruleFault(name, rule) for rule in rules if !isRule(rule)];
  local inside = typed("rules of group '%s'" % name, 'array', rules, first(faults));
  typed('a group of rules', 'object', group, typed('the name of a group of rules', 'string', name, inside));

local groupsFault(what, groups) = typed(what, 'array', groups, first(std.map(groupFault, groups)));

// What is wrong with a manifest, in words that follow its name.
local manifestFault(manifest) =
  local kind = std.get(manifest, 'kind');
  local spec = std.get(manifest, 'spec', {});
  local items = std.get(manifest, 'items', []);
  local itemFault(item) =
    local fault = if !std.isObject(item) || std.objectHas(item, 'kind') then manifestFault(item);
    if fault != null then 'an item' + fault;
  local inside(fault) = if fault != null then ': ' + fault;
  if !std.isObject(manifest) then typed('', 'object', manifest)
  else if !std.objectHas(manifest, 'kind') then " needs 'kind', a string; there is none"
  else if !std.isString(kind) then " needs 'kind', a string; found " + std.type(kind)
  else if kind == 'PrometheusRule' then
    inside(typed('spec', 'object', spec, groupsFault('spec.groups', std.get(spec, 'groups', []))))
  else if std.endsWith(kind, 'List') then
    inside(typed('items', 'array', items, first(std.map(itemFault, items))));

local objectFault(component, object, manifest) =
  local fault = if manifest != null then manifestFault(manifest);
  if fault != null then "component '%s': object '%s'%s" % [component, object, fault];

{
  typed: typed,
  first: first,
  groupsFault: groupsFault,

  // checked(name, objects): a component's objects as [{ component, object, manifest, fault }]. Each is evaluated once
  // and then kept, where a field of an object would be evaluated again by everyone who looks.
  checked(name, objects):
    local entry(object) =
      local manifest = objects[object];
      local fault = objectFault(name, object, manifest);
      { component: name, object: object, manifest: manifest, fault: fault };
    std.map(entry, std.objectFields(objects)),

  // objects(entries): the component again, without objects that are set to null and those that have a fault.
  objects(entries): {
    [entry.object]: entry.manifest
    for entry in entries
    if entry.manifest != null && entry.fault == null
  },

  // componentFault(name, objects): the fault of a component that is no object.
  componentFault(name, objects): typed("component '%s'" % name, 'object', objects),

  // faultAt(components, name, object): the fault of that object or, where `object` is null, of the component.
  faultAt(components, name, object):
    local objects = std.get(components, name, {});
    if object == null || !std.isObject(objects) then $.componentFault(name, objects)
    else objectFault(name, object, std.get(objects, object)),
}
