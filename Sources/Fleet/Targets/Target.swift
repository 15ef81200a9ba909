import ValueTree

/// The unit of evaluation and of reuse: some objects of one cluster, and shares of one, which are joined.
///
/// Objects are together that depend on much the same variables and cost little each. What costs much and depends on
/// nearly no variable stands alone, so that a fleet pays for it once: measured with kube-prometheus v0.17.0, Grafana's
/// dashboards take 0.8 s of processor time, the operator with its definitions 0.2 s, and any other component less than
/// 0.05 s besides the 0.2 s that it takes to read the program. The dashboards are one object, too much for one target:
/// two share it, and a library's own has the share that the library adds.
struct Target: Sendable, Hashable {
  /// What the user sees: `dashboards`, `velero`.
  var name: String
  /// The components that it has a part in; nil for all that no other target has.
  private(set) var components: [String]?
  /// Whether it has a share of the stack's own dashboards.
  private(set) var sharesDashboards = false
  /// Whether it is a library's own.
  private(set) var isLibrary = false
  /// Whether it also tells what is wrong with the variables.
  var hasProblems = false

  /// The object that targets share, and its component.
  static let grafana = "grafana"
  static let dashboards = "dashboardDefinitions"

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
    let own = libraries.sorted().compactMap { name -> Target? in
      // A library that is called as a component of the stack, or as another library, is a fault that the rest tells.
      let component = Library.component(of: name)
      guard components.insert(component).inserted else { return nil }
      return Target(
        name: taken.contains(name) ? "library \(name)" : name, components: [component], isLibrary: true)
    }
    // First, since its errors are told first: where everything fails, they say why.
    return [Target(name: rest, hasProblems: true)] + fixed + own
  }

  /// The names of targets, each once: those that every cluster has first, then libraries.
  static func ordered(_ names: [String]) -> [String] {
    let all = Set(names)
    let first = ([Self.libraries.name, rest] + fixed.map(\.name)).uniqued()
    return first.filter(all.contains) + all.subtracting(first).sorted()
  }
}
