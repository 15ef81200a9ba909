// overlays(list, variables, components, changed): the components with the cluster's overlays merged onto them in turn.
// Gives { components, touched, problems(switchable) }: what has no place in { COMPONENT: { OBJECT: manifest } } is left
// out of `components`, and told in `problems` at the first overlay that has it. Only what an overlay may have got wrong
// is looked at: the components that it names and those that libraries `changed`.
local shape = import 'shape.libsonnet';

function(list, variables, components, changed)
  local applied = [if std.isFunction(overlay) then overlay(variables) else overlay for overlay in list];
  local objects = std.filter(std.isObject, applied);
  local merged(count) = std.foldl(
    function(all, overlay) if std.isObject(overlay) then all + overlay else all, applied[:count], components
  );
  local all = merged(std.length(list));

  local suspects = std.set(changed + std.flatMap(std.objectFields, objects));
  local part(name) =
    local value = all[name];
    local isSuspect = std.setMember(name, suspects);
    local fault = if isSuspect then shape.componentFault(name, value);
    local entries = if isSuspect && fault == null then shape.checked(name, value) else [];
    local objects = if isSuspect then shape.objects(entries) else value;
    { component: name, object: null, manifest: null, fault: fault, entries: entries, objects: objects };
  local parts = std.map(part, std.objectFields(all));

  // The path of the first overlay that has the fault; a library's overlay may have it already.
  local originOf(entry) =
    local stages = std.filter(
      function(count) shape.faultAt(merged(count), entry.component, entry.object) != null,
      std.range(0, std.length(list))
    );
    if stages == [] then ['overlays'] else if stages[0] == 0 then ['libraries'] else ['overlays', stages[0] - 1];

  {
    // The names of the components that are not only what they were.
    touched: suspects,

    components: { [part.component]: part.objects for part in parts if part.fault == null },

    // problems(switchable): `switchable` are the components that a cluster can have.
    problems(switchable):
      local isChange(entry) = std.isObject(entry.manifest) && !std.objectHas(entry.manifest, 'kind');
      local problem(entry) =
        local name = entry.component;
        local path = originOf(entry);
        if !isChange(entry) then { path: path, message: entry.fault, known: [] }
        else if std.objectHas(components, name) then
          { path: path + [name, entry.object], message: entry.fault, known: std.objectFields(components[name]) }
        else if std.member(switchable, name) then
          { path: path, message: entry.fault + ', and the component is switched off', known: [] }
        else {
          path: path + [name],
          message: "%s, and the stack has no component '%s'" % [entry.fault, name],
          known: std.objectFields(components),
        };
      [
        {
          path: ['overlays', index],
          message: 'an overlay must be an object or a function that gives one, found ' + std.type(applied[index]),
          known: [],
        }
        for index in std.range(0, std.length(list) - 1)
        if !std.isObject(applied[index])
      ] + [
        problem(entry)
        for part in parts
        for entry in [part] + part.entries
        if entry.fault != null
      ],
  }
