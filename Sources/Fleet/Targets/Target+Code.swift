import ValueTree

extension Target {
  /// The end of a program for all targets of a cluster: what of `built`, the result of `main.libsonnet`, belongs to the
  /// target that the choice names by its place. The choice is made before anything else is evaluated, and of components
  /// that belong to others not even the names of their objects are, since these may depend on variables.
  ///
  /// The list of Grafana's dashboards comes in shares: each has null in place of the items that are others'. Those that
  /// a library adds are its own target's.
  static func code(_ targets: [Target]) -> String {
    let owners = targets.enumerated().flatMap { number, target in
      (target.components ?? []).map { "\(JSONWriter.quoted($0)): \(number)" }
    }
    let shares = targets.indices.filter { targets[$0].sharesDashboards }
    let libraries = targets.indices.filter { targets[$0].isLibrary }
    let told = targets.firstIndex(where: \.hasProblems) ?? 0
    return """
      local choice = std.native('monigen.choice')('target');
      local owners = { \(owners.joined(separator: ", ")) };
      local isOwn(component) = std.get(owners, component, 0) == choice;
      local shares = \(shares);
      local added = [
        std.get(owners, each.component, shares[0])
        for each in std.get(built, 'added', [])
        for number in std.range(1, each.count)
      ];
      local hasShare = std.member(shares, choice) || std.member(\(libraries), choice) && std.member(added, choice);
      local isList(object) = std.isObject(object) && std.isArray(std.get(object, 'items', inc_hidden=false));
      local share(list) =
        local items = list.items, own = std.max(0, std.length(items) - std.length(added));
        local owner(index) = if index < own then shares[index % std.length(shares)] else added[index - own];
        list { items: [if owner(i) == choice then items[i] else null for i in std.range(0, std.length(items) - 1)] };
      local isShared(component, object) = component == '\(grafana)' && object == '\(dashboards)';
      local isPart(component, object, manifest) =
        if !isShared(component, object) then isOwn(component)
        else if isList(manifest) then hasShare
        else choice == shares[0];
      local part(component, objects) =
        if !std.isObject(objects) then objects
        else {
          [object]: if isShared(component, object) && isList(manifest) then share(manifest) else manifest
          for object in std.objectFields(objects)
          for manifest in [objects[object]]
          if isPart(component, object, manifest)
        };
      local parts(components) =
        if !std.isObject(components) then components
        else {
          [component]: part(component, components[component])
          for component in std.objectFields(components)
          if isOwn(component) || component == '\(grafana)' && hasShare
        };
      if choice >= 0 then std.native('monigen.answer')('' + [{
        components: parts(built.components),
        problems: if choice == \(told) then built.problems else [],
      }])
      """
  }
}
