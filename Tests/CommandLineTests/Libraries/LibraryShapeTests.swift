import Foundation
import Testing
import ValueTree

/// What all bundled libraries have in common.
@Suite("Bundled libraries")
struct LibraryShapeTests {
  @Test("names, severities, labels and annotations are of one kind", arguments: BundledLibrary.all)
  func vocabulary(library: BundledLibrary) throws {
    let mixin = try library.mixin()
    let alerts = mixin["alerts"]?.array ?? []
    #expect(alerts.count >= 4)
    for alert in alerts {
      let name = alert["alert"]?.string ?? ""
      #expect(name.wholeMatch(of: /[A-Z][A-Za-z]+/) != nil, "\(name)")
      // What else there is to route by comes from the series.
      #expect(alert["labels"]?.object?.keys == ["severity"], "\(name)")
      #expect(["critical", "warning", "info"].contains(alert["labels"]?["severity"]?.string), "\(name)")
      #expect(alert["annotations"]?.object?.keys.sorted() == ["description", "runbook_url", "summary"], "\(name)")
      for text in ["summary", "description"].compactMap({ alert["annotations"]?[$0]?.string }) {
        #expect(text.hasSuffix("."), "\(name): \(text)")
      }
      // A summary is the same for every series, so that notifications can be grouped by it.
      #expect(alert["annotations"]?["summary"]?.string?.contains("{{") == false, "\(name)")
      let group = alert["group"]?.string ?? ""
      #expect(group.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(group)")
    }
    for record in mixin["records"]?.array ?? [] {
      let name = record["record"]?.string ?? ""
      #expect(name.wholeMatch(of: /[a-z_]+:[a-z_]+:[a-z]+/) != nil, "\(name) is not level:metric:operation")
    }
  }

  @Test("alerts of one name have different severities, and no two libraries share a name")
  func names() throws {
    var owners: [String: String] = [:]
    for library in BundledLibrary.all {
      let alerts = try library.mixin()["alerts"]?.array ?? []
      let pairs = alerts.map { "\($0["alert"]?.string ?? "") \($0["labels"]?["severity"]?.string ?? "")" }
      #expect(Set(pairs).count == pairs.count, "\(library.name)")
      for name in Set(alerts.compactMap { $0["alert"]?.string }) {
        #expect(owners.updateValue(library.name, forKey: name) == nil, "\(name)")
      }
    }
  }

  @Test("every aggregation keeps the label that names the cluster", arguments: BundledLibrary.all)
  func cluster(library: BundledLibrary) throws {
    let mixin = try library.mixin("{ clusterLabel: 'k8s_cluster' }")
    let rules = (mixin["alerts"]?.array ?? []) + (mixin["records"]?.array ?? [])
    for rule in rules {
      let expression = rule["expr"]?.string ?? ""
      for aggregation in expression.matches(of: /\b(?:by|on) ?\(([^)]*)\)/) {
        #expect(aggregation.1.hasPrefix("k8s_cluster"), "\(expression)")
      }
      // A series that is recorded with the label, or whose absence is the point.
      let keeps = expression.contains("k8s_cluster") || expression.contains("absent(") || expression.contains(":")
      #expect(keeps, "\(expression)")
    }
  }

  @Test("the table in README.md is that of the alerts", arguments: BundledLibrary.all)
  func table(library: BundledLibrary) throws {
    var severities: [String: [String]] = [:]
    for alert in try library.mixin()["alerts"]?.array ?? [] {
      severities[alert["alert"]?.string ?? "", default: []].append(alert["labels"]?["severity"]?.string ?? "")
    }
    var table: [String: [String]] = [:]
    for row in try library.read("README.md").matches(of: /(?m)^\| ([A-Z][A-Za-z]+) \| ([a-z, ]+) \| .+ \|$/) {
      table[String(row.1)] = row.2.split(separator: ", ").map(String.init)
    }
    #expect(table == severities)
  }

  @Test("the runbook has a section for each alert, where runbook_url leads", arguments: BundledLibrary.all)
  func runbook(library: BundledLibrary) throws {
    let sections = try library.read("runbook.md").components(separatedBy: "\n## ").dropFirst()
    let alerts = try library.mixin()["alerts"]?.array ?? []
    let names = Set(alerts.compactMap { $0["alert"]?.string })
    #expect(sections.map { String($0.prefix { $0 != "\n" }) }.sorted() == names.sorted())
    for section in sections {
      for part in ["**Meaning.**", "**Impact.**", "**Diagnosis.**", "**Mitigation.**"] {
        #expect(section.contains(part), "\(section.prefix(40)) has no \(part)")
      }
    }
    for alert in alerts {
      let url = alert["annotations"]?["runbook_url"]?.string ?? ""
      #expect(url.hasSuffix("/libsonnet/\(library.name)/runbook.md#\(alert["alert"]?.string?.lowercased() ?? "")"))
    }
    let anchors = Set(names.map { $0.lowercased() })
    for link in try library.read("runbook.md").matches(of: /\]\(#([^)]+)\)/) {
      #expect(anchors.contains(String(link.1)), "\(link.0) leads nowhere")
    }
  }

  @Test("dashboards have a stable identifier, a variable for the cluster and queries that promtool reads")
  func dashboards() throws {
    var identifiers: [String] = []
    var rules: [Value] = []
    for library in BundledLibrary.all {
      for (file, dashboard) in try library.mixin()["dashboards"]?.object ?? [:] {
        identifiers.append(dashboard["uid"]?.string ?? "")
        let variables = (dashboard["templating"]?["list"]?.array ?? []).compactMap { $0["name"]?.string }
        #expect(variables.starts(with: ["datasource", "cluster"]), "\(file)")
        for target in (dashboard["panels"]?.array ?? []).flatMap({ $0["targets"]?.array ?? [] }) {
          let expression = target["expr"]?.string ?? ""
          #expect(expression.contains("cluster=\"$cluster\""), "\(file): \(expression)")
          let query = expression.replacing("$__rate_interval", with: "5m")
          rules.append(["record": .string("a:b:c\(rules.count)"), "expr": .string(query)])
        }
      }
    }
    #expect(identifiers == ["monigen-cloudnative-pg", "monigen-velero"])
    #expect(rules.count > 50)
    guard Promtool.isInstalled else { return }
    let workspace = try Workspace()
    try workspace.write(
      JSONWriter.compact(["groups": [["name": "queries", "rules": .array(rules)]]]), to: "rules.yaml")
    let complaint = try Promtool.complaint("check", "rules", files: ["rules.yaml"], in: workspace.folder)
    #expect(complaint == nil)
  }

  @Test(
    "a library is a mixin of its own where jsonnet-bundler puts it",
    .enabled(if: Jsonnet.isInstalled, "Debian's jsonnet is not installed"), arguments: BundledLibrary.all)
  func standalone(library: BundledLibrary) async throws {
    let workspace = try Workspace()
    let place = "vendor/github.com/monigen/monigen/libsonnet"
    try workspace.makeFolder(place)
    let bundled = Workspace.project.appending(path: "libsonnet")
    // The library, and what its jsonnetfile.json names.
    let manifest = try JSONReader.read(library.read("jsonnetfile.json"))
    let dependencies = (manifest["dependencies"]?.array ?? []).compactMap { $0["source"]?["git"]?["subdir"]?.string }
    for name in [library.name] + dependencies.map({ String($0.dropFirst("libsonnet/".count)) }) {
      try FileManager.default.copyItem(
        at: bundled.appending(path: name), to: workspace.folder.appending(path: "\(place)/\(name)"))
      try workspace.link("vendor/\(name)", to: "github.com/monigen/monigen/libsonnet/\(name)")
    }
    for path in [library.name, "github.com/monigen/monigen/libsonnet/\(library.name)"] {
      let program = "local m = import '\(path)/mixin.libsonnet'; std.length(m.prometheusAlerts.groups) > 0"
      let outcome = try await Jsonnet.run(["-J", "vendor", "-e", program], in: workspace)
      #expect(outcome.output == "true\n", "\(outcome.errors)")
    }
  }
}
