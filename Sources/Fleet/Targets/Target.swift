import ValueTree

/// The unit of evaluation and of reuse: some objects of one cluster.
///
/// Objects are together that depend on much the same variables and cost little each. What costs much and depends on
/// nearly no variable stands alone, so that a fleet pays for it once: measured with kube-prometheus v0.17.0, Grafana's
/// dashboards take 0.8 s of processor time, the operator with its definitions 0.2 s, and any other component less than
/// 0.05 s besides the 0.2 s that it takes to read the program.
struct Target: Sendable, Hashable {
  /// What the user sees: `dashboards`, `velero`.
  var name: String
  /// The components that it has a part in; nil for all that no other target has.
  private var components: [String]?
  /// Whether it has a share of the stack's own dashboards.
  private var sharesDashboards = false
  /// Whether it is a library's own.
  private var isLibrary = false
  /// Whether it also tells what is wrong with the variables.
  var hasProblems = false

  private static let grafana = "grafana"
  private static let dashboards = "dashboardDefinitions"

  private static let fixed = [
    Target(name: "dashboards", components: [], sharesDashboards: true),
    Target(name: "dashboards", components: [], sharesDashboards: true),
    Target(name: "operator", components: ["prometheusOperator"]),
    Target(
      name: "exporters",
      components: [
        "blackboxExporter", "kubeStateMetrics", "kubernetesControlPlane", "nodeExporter", "prometheusAdapter",
      ]),
  ]

  /// The name of the target that has all that no other has.
  private static let rest = "stack"

  /// What the rest of a cluster has to know of its libraries, which a program of its own gives.
  static let libraries = Target(name: "libraries", components: [])

  /// Whether several targets have a share in an object, which must be joined.
  static func isShared(component: String, object: String) -> Bool { component == grafana && object == dashboards }

  /// The targets of a cluster that has these libraries on. Together they have every object, each once.
  static func all(libraries: [String]) -> [Target] {
    let taken = fixed.map(\.name) + [rest, Self.libraries.name]
    var components = Set(fixed.flatMap { $0.components ?? [] })
    let own = libraries.sorted().compactMap { name in
      // A library may be called as a component of the stack, and is merged with it.
      components.insert(componentName(name)).inserted
        ? Target(
          name: taken.contains(name) ? "library \(name)" : name, components: [componentName(name)], isLibrary: true)
        : nil
    }
    // First, since its errors are told first: where everything fails, they say why.
    return [Target(name: rest, hasProblems: true)] + fixed + own
  }

  /// The names of targets, each once: those that every cluster has first, then libraries.
  static func ordered(_ names: [String]) -> [String] {
    let all = Set(names)
    var first: [String] = []
    for name in [Self.libraries.name, rest] + fixed.map(\.name) where !first.contains(name) { first.append(name) }
    return first.filter(all.contains) + all.subtracting(first).sorted()
  }

  /// The end of a program for all targets of a cluster: what of `built`, the result of `main.libsonnet`, belongs to the
  /// target that the choice names by its place. The choice is made before anything else is evaluated, and of components
  /// that belong to others not even the names of their objects are, since these may depend on variables.
  ///
  /// The list of Grafana's dashboards comes in shares: each has null in place of the items that are others'. Those that a
  /// library adds are its own target's.
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

  /// The component of a library, named as `main.libsonnet` does: `cloudnative-pg` becomes `cloudnativePg`.
  private static func componentName(_ library: String) -> String {
    let parts = library.split(separator: "-", omittingEmptySubsequences: true)
    return parts.enumerated().map { index, part in
      index == 0 ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
    }.joined()
  }
}
