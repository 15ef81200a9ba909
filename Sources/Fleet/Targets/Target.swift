import ValueTree

/// The unit of evaluation and of reuse: some objects of one cluster.
///
/// Objects are together that depend on much the same variables and cost little each. What costs much and depends on
/// nearly no variable stands alone, so that a fleet pays for it once: measured with kube-prometheus v0.17.0, Grafana's
/// dashboards take 1.6 s of processor time, the operator with its definitions 0.4 s, and any other component less than
/// 0.05 s besides the 0.12 s that it takes to read the program.
struct Target: Sendable, Hashable {
  /// What the user sees: `dashboards`, `velero`.
  var name: String
  /// The components that it has a part in; nil for all that no other target has.
  private var components: [String]?
  /// Whether it has only, or of Grafana all but, the object of the dashboards.
  private var hasDashboards = false
  /// Whether it also tells what is wrong with the variables.
  var hasProblems = false

  private static let grafana = "grafana"
  private static let dashboards = "dashboardDefinitions"

  private static let fixed = [
    Target(name: "dashboards", components: [grafana], hasDashboards: true),
    Target(name: "operator", components: ["prometheusOperator"]),
    Target(
      name: "exporters",
      components: [
        "blackboxExporter", "kubeStateMetrics", "kubernetesControlPlane", "nodeExporter", "prometheusAdapter",
      ]),
  ]

  /// The name of the target that has all that no other has.
  private static let rest = "stack"

  /// The targets of a cluster that has these libraries on. Together they have every object, each once.
  static func all(libraries: [String]) -> [Target] {
    let taken = fixed.map(\.name) + [rest]
    var components = Set(fixed.flatMap { $0.components ?? [] })
    let own = libraries.sorted().compactMap { name in
      // A library may be called as a component of the stack, and is merged with it.
      components.insert(componentName(name)).inserted
        ? Target(name: taken.contains(name) ? "library \(name)" : name, components: [componentName(name)]) : nil
    }
    // First, since its errors are told first: where everything fails, they say why.
    return [Target(name: rest, hasProblems: true)] + fixed + own
  }

  /// The names of targets, each once: those that every cluster has first, then libraries.
  static func ordered(_ names: [String]) -> [String] {
    let all = Set(names), first = [rest] + fixed.map(\.name)
    return first.filter(all.contains) + all.subtracting(first).sorted()
  }

  /// The end of a program for all targets of a cluster: what of `built`, the result of `main.libsonnet`, belongs to the
  /// target that the choice names by its place. The choice is made before anything else is evaluated, and of components
  /// that belong to others not even the names of their objects are, since these may depend on variables.
  static func code(_ targets: [Target]) -> String {
    let owners = targets.enumerated().flatMap { number, target in
      target.hasDashboards ? [] : (target.components ?? []).map { "\(JSONWriter.quoted($0)): \(number)" }
    }
    let dashboards = targets.firstIndex(where: \.hasDashboards) ?? -1
    let told = targets.firstIndex(where: \.hasProblems) ?? 0
    return """
      local choice = std.native('monigen.choice')('target');
      local owners = { \(owners.joined(separator: ", ")) };
      local isOwn(component) =
        if choice == \(dashboards) then component == '\(grafana)' else std.get(owners, component, 0) == choice;
      local isPart(component, object) =
        component != '\(grafana)' || (object == '\(Self.dashboards)') == (choice == \(dashboards));
      local part(component, objects) =
        if !std.isObject(objects) then objects
        else { [object]: objects[object] for object in std.objectFields(objects) if isPart(component, object) };
      local parts(components) =
        if !std.isObject(components) then components
        else {
          [component]: part(component, components[component])
          for component in std.objectFields(components)
          if isOwn(component)
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
