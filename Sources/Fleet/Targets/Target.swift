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
  /// Which objects belong to it: a Jsonnet condition on `component` and `object`.
  private var condition: String
  /// Whether it also tells what is wrong with the variables.
  var hasProblems = false

  private static let fixed = [
    ("dashboards", "component == 'grafana' && object == 'dashboardDefinitions'"),
    ("operator", "component == 'prometheusOperator'"),
    (
      "exporters",
      "std.member(['blackboxExporter', 'kubeStateMetrics', 'kubernetesControlPlane', 'nodeExporter', "
        + "'prometheusAdapter'], component)"
    ),
  ]

  /// The targets of a cluster that has these libraries on. Together they have every object, each once.
  static func all(libraries: [String]) -> [Target] {
    let own = libraries.sorted().map { name in
      let isTaken = name == rest || fixed.contains { $0.0 == name }
      return (isTaken ? "library \(name)" : name, "component == \(JSONWriter.quoted(componentName(name)))")
    }
    var earlier: [String] = []
    let targets = (fixed + own).map { name, condition in
      let others = earlier.map { " && !(\($0))" }.joined()
      earlier.append(condition)
      return Target(name: name, condition: condition + others)
    }
    let others = earlier.map { "!(\($0))" }.joined(separator: " && ")
    // First, since its errors are told first: where everything fails, they say why.
    return [Target(name: rest, condition: others, hasProblems: true)] + targets
  }

  /// The name of the target that has all that no other has.
  private static let rest = "stack"

  /// The end of a program for all targets of a cluster: what of `built`, the result of `main.libsonnet`, belongs to the
  /// target that the choice names by its place. The choice is made before anything else is evaluated. What is no object
  /// of objects is in every target, so that it is told.
  static func code(_ targets: [Target]) -> String {
    let selections = targets.map { target in
      "[function(component, object) (\(target.condition)), \(target.hasProblems)]"
    }
    return """
      local choice = std.native('monigen.choice')('target');
      local selection = [\(selections.joined(separator: ",\n"))][choice];
      local part(component, objects) =
        if !std.isObject(objects) then objects
        else { [object]: objects[object] for object in std.objectFields(objects) if selection[0](component, object) };
      local parts(components) =
        if !std.isObject(components) then components
        else { [component]: part(component, components[component]) for component in std.objectFields(components) };
      if choice >= 0 then {
        components: parts(built.components),
        problems: if selection[1] then built.problems else [],
      }
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
