import Kubernetes
import Testing
import ValueTree

@testable import Checks

/// Own rules beside the real trees of two releases, written against the older one.
@Suite("Rules that the step from v0.13 to v0.17 breaks", .enabled(if: RealTrees.folder != nil, RealTrees.comment))
struct SeededBreakageTests {
  /// What the step brings for alerts of these expressions, which both builds have: code, alert and notes of each.
  private static func introduced(
    _ expressions: [String], from: String = "v0.13.0", to: String = "v0.17.0"
  ) throws -> [(alert: String, finding: Finding)] {
    let rules = expressions.enumerated().map { index, expression in
      "alert: Own\(index), expr: '\(expression)', labels: { severity: warning }"
    }
    let own = [Sample.rules(rules, name: "own", group: "own")]
    let check = UpgradeCheck.findings(
      from: try RealTrees.objects(from, adding: own), to: try RealTrees.objects(to, adding: own),
      step: UpgradeStep(from: from, to: to))
    return check.introduced.compactMap { finding in
      finding.object?.name == "own" ? (finding.rule ?? "", finding) : nil
    }
  }

  @Test("every recording rule that is gone is missed, and told with the group that had it")
  func records() throws {
    let old = RuleGraph(try RealTrees.objects("v0.13.0")), new = RuleGraph(try RealTrees.objects("v0.17.0"))
    let gone = old.recorders.keys.filter { new.recorders[$0] == nil }.sorted()
    #expect(gone.count == 7)
    let found = try Self.introduced(gone.map { "sum by (job) (\($0)) > 0" })
    #expect(found.map(\.alert) == gone.indices.map { "Own\($0)" })
    for (name, (_, finding)) in zip(gone, found) {
      #expect(finding.severity == .breaking && finding.code == MissingRecords.code)
      let place = try #require(old.recorders(of: name).first.map(RuleWords.place))
      #expect(finding.notes.first?.message == "v0.17.0 no longer records \(name), which \(place) recorded in v0.13.0")
      let hints = ["keep it in a library of your own", "did you mean '"]
      #expect(hints.contains { finding.hint?.hasPrefix($0) == true })
    }
  }

  @Test("a label that a recording rule no longer keeps is missed, and told with what it was")
  func labels() throws {
    // Between the releases rules have only gained labels, so each loses one here.
    let real = try RealTrees.objects("v0.17.0"), old = RuleGraph(real)
    let changed = ObjectSet(entries: real.entries.map { Self.withoutLabels($0, old) })
    let new = RuleGraph(changed)
    let lost = old.recorders.keys.sorted().compactMap { name -> (name: String, label: String)? in
      guard let label = Self.firstLabel(of: name, old), let after = new.labels.ofNames[name], !after.isEmpty,
        after[label].isAbsent
      else { return nil }
      return (name, label)
    }
    #expect(lost.count > 30)
    let rules = lost.enumerated().map { "alert: Own\($0), expr: '\($1.name){\($1.label)=~\".+\"} > 0'" }
    let own = Sample.rules(rules, name: "own", group: "own")
    let check = UpgradeCheck.findings(from: try real.adding(own), to: try changed.adding(own))
    let found = check.introduced.filter { $0.object?.name == "own" }
    #expect(found.map { $0.rule ?? "" }.sorted() == lost.indices.map { "Own\($0)" }.sorted())
    for finding in found {
      #expect(finding.severity == .breaking && finding.code == MissingLabels.code)
      let (name, label) = try #require(lost.first { finding.message.contains(" of \($0.name), which does not") })
      let note = try #require(finding.notes.first?.message)
      #expect(note.hasPrefix("in the old build \(name) had a label '\(label)'"))
      #expect(note.hasSuffix(", in the new build it has no label '\(label)'"))
    }
  }

  /// The first label that a recording rule surely keeps, and does not write itself.
  private static func firstLabel(of name: String, _ graph: RuleGraph) -> String? {
    guard let labels = graph.labels.ofNames[name], labels.others.isAbsent else { return nil }
    return labels.names.first { !labels[$0].isAbsent && labels[$0].union(.present) == labels[$0] }
  }

  /// An object's recording rules, each with a label less.
  private static func withoutLabels(_ entry: ObjectSet.Entry, _ graph: RuleGraph) -> ObjectSet.Entry {
    func changed(_ value: Value) -> Value {
      switch value {
      case .array(let items): return .array(items.map(changed))
      case .object(var members):
        if let name = members["record"]?.string, let text = members["expr"]?.string,
          let label = firstLabel(of: name, graph)
        {
          members["expr"] = .string("sum without (\(label)) (\(text))")
          return .object(members)
        }
        return .object(members.mapValues(changed))
      default: return value
      }
    }
    var entry = entry
    if entry.reference.kind == "PrometheusRule" { entry.value = changed(entry.value) }
    return entry
  }

  @Test(
    "metrics that monitors of v0.17 drop, with a job and without",
    arguments: [
      ("apiserver_storage_objects", "{job=\"apiserver\"}", "kube-apiserver", Finding.Severity.breaking),
      ("apiserver_storage_objects", "", "kube-apiserver", .warning),
      ("kube_endpoint_ports", "{job=\"kube-state-metrics\"}", "kube-state-metrics", .breaking),
    ])
  func metrics(metric: String, matchers: String, monitor: String, severity: Finding.Severity) throws {
    let found = try Self.introduced(["sum(\(metric)\(matchers)) > 100"])
    #expect(found.map(\.finding.code) == [DroppedMetrics.code])
    let finding = try #require(found.first?.finding)
    #expect(finding.severity == severity)
    let note = "\(metric) is dropped since v0.17.0 by ServiceMonitor monitoring/\(monitor), spec."
    #expect(finding.notes.contains { $0.message.hasPrefix(note) })
  }

  @Test("an integer bound of a bucket, which Prometheus 3 stores as a float")
  func buckets() throws {
    let found = try Self.introduced([
      "sum(rate(apiserver_request_duration_seconds_bucket{job=\"apiserver\", le=\"1\"}[5m])) > 1",
      "sum(rate(apiserver_request_duration_seconds_bucket{job=\"apiserver\", le=~\"1(\\\\.0)?\"}[5m])) > 1",
    ])
    #expect(found.map { "\($0.alert) \($0.finding.severity) \($0.finding.code)" } == ["Own0 breaking integer-bucket"])
  }

  @Test("rules that use what both releases have are left alone")
  func clean() throws {
    let old = RuleGraph(try RealTrees.objects("v0.13.0")), new = RuleGraph(try RealTrees.objects("v0.17.0"))
    let common = old.recorders.keys.filter { new.recorders[$0] != nil }.sorted()
    #expect(common.count > 50)
    let found = try Self.introduced(common.map { "sum by (namespace) (\($0)) > 0" } + ["up == 0", "absent(up)"])
    #expect(found.filter { $0.finding.severity == .breaking }.map(\.finding.message) == [])
  }

  @Test("a release has nothing that breaks, and a step to itself brings nothing", arguments: ["v0.13.0", "v0.17.0"])
  func stock(release: String) throws {
    let objects = try RealTrees.objects(release)
    #expect(BuildCheck(objects).findings().filter { $0.severity == .breaking }.map(\.message) == [])
    let check = UpgradeCheck.findings(from: objects, to: objects)
    #expect(check.introduced.isEmpty && check.fixed.isEmpty)
    #expect(check.stillThere == BuildCheck(objects).findings())
  }

  @Test("the step breaks no rule of upstream's own")
  func upstream() throws {
    let check = UpgradeCheck.findings(
      from: try RealTrees.objects("v0.13.0"), to: try RealTrees.objects("v0.17.0"))
    #expect(check.introduced.filter { $0.severity == .breaking }.map(\.message) == [])
    #expect(check.fixed.map(\.message).contains { $0.contains("KubeCPUOvercommit asks for label 'job'") })
  }
}
