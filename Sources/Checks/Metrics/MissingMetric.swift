import Diagnostics
import Kubernetes

/// A metric that a build asks for and that a Prometheus does not have.
public struct MissingMetric: Sendable, Hashable {
  /// The component that asks for it.
  public var component: String
  /// The metric's name.
  public var name: String
  /// Who asks for it in the component, in the order of the build's objects.
  public var users: [NeededMetric.User]
  /// What the Prometheus has instead, most likely; nil where nothing looks like it.
  public var instead: Substitute?

  /// A metric that looks like the missing one under another name.
  public struct Substitute: Sendable, Hashable {
    /// The name that the Prometheus has.
    public var name: String
    /// What the other name means, as `a native histogram has no _bucket`; nil for a name that is merely near.
    public var reason: String?
  }
}

extension MissingMetric {
  /// Whether a list has something of what a build asks for, or of any Prometheus: every one that scrapes has `up`.
  ///
  /// - Parameter missing: what the list does not have.
  public static func isOfUse(_ list: MetricList, to check: BuildCheck, missing: [MissingMetric]) -> Bool {
    missing.isEmpty || list.contains("up") || missing.contains { $0.instead != nil }
      || check.neededMetrics.contains { list.contains($0.name) }
  }

  /// What the list does not have, by component and name.
  ///
  /// Series that the build's own rules record are asked for only where the list has some of them: then the Prometheus
  /// evaluates these rules.
  ///
  /// - Parameter components: the component of each object; an object without one is a component of its own.
  public static func all(
    of check: BuildCheck, in list: MetricList, components: [ObjectReference: String]
  ) -> [MissingMetric] {
    let needed = check.neededMetrics
    let hasRecords = check.recordedNames.contains(where: list.contains)
    let names = Substitutes(in: list, besides: Set(needed.map(\.name)))
    return needed.filter { !list.contains($0.name) && (hasRecords || !$0.isRecorded) }.flatMap { metric in
      let instead = names.substitute(for: metric.name)
      let users = Dictionary(grouping: metric.users) { components[$0.object] ?? $0.object.description }
      return users.map { MissingMetric(component: $0, name: metric.name, users: $1, instead: instead) }
    }.sorted { ($0.component, $0.name) < ($1.component, $1.name) }
  }
}
