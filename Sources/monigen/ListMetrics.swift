import ArgumentParser
import Checks
import Fleet
import ValueTree

struct ListMetrics: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "The metrics that builds need, and how many alerts, recording rules, dashboards and adapter queries ask.",
    discussion: """
      What the builds record themselves is left out. An argument with a slash is a folder of manifests.
      'monigen check --metrics FILE' says what a Prometheus lacks of it.
      """)

  @OptionGroup var options: ClusterListOptions

  @OptionGroup var stack: StackOptions

  func run() async throws {
    let workspace = try CommandWorkspace.for(options.selection)
    var build = BuildPipeline.Options()
    build.overrides = stack.overrides
    let pipeline = BuildPipeline(
      project: workspace.project, settings: workspace.settings, options: build, pool: Console.pool,
      observer: BuildObserver(onWait: { Console.report([$0]) }))
    let builds = try await ReferenceResolver(pipeline: pipeline).builds(of: options.selection)
    let needs = try await ConcurrentMap.run(builds) { try await MetricNeeds(of: $0.objects()) }
    let all = needs.reduce(into: MetricNeeds()) { $0.add($1) }
    try Console.result(all.inventory(as: options.format).formatted(as: options.format))
  }
}

/// The metrics that builds need, by component.
private struct MetricNeeds {
  private struct Key: Hashable {
    var component: String
    var metric: String
  }

  private var users: [Key: Set<NeededMetric.User>] = [:]

  init() {}

  init(of build: ClusterObjects) {
    for metric in BuildCheck(build.objects).neededMetrics where !metric.isRecorded {
      for user in metric.users {
        let component = build.components[user.object] ?? user.object.description
        users[Key(component: component, metric: metric.name), default: []].insert(user)
      }
    }
  }

  mutating func add(_ other: MetricNeeds) { users.merge(other.users) { $0.union($1) } }

  /// Numbers for people, names for programs.
  func inventory(as format: OutputFormat) -> Inventory {
    let kinds: [(title: String, kind: NeededMetric.User.Kind)] = [
      ("alerts", .alert), ("records", .record), ("dashboards", .dashboard), ("adapter", .adapter),
    ]
    let rows = users.sorted { ($0.key.component, $0.key.metric) < ($1.key.component, $1.key.metric) }
    return Inventory(
      columns: ["component", "metric"] + kinds.map(\.title),
      rows: rows.map { key, users in
        [.string(key.component), .string(key.metric)]
          + kinds.map { kind in
            let names = Set(users.filter { $0.kind == kind.kind }.map(\.name)).sorted()
            if format == .json { return .array(names.map { .string($0) }) }
            return names.isEmpty ? .null : .number(Number(names.count))
          }
      })
  }
}
