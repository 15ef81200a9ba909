import Foundation
import Testing
import ValueTree

/// The embedded stack's dashboards, as JSON in ConfigMaps.
@Suite("Dashboards of the embedded stack")
struct DashboardTests {
  private struct Dashboard {
    var name: String
    var value: Value

    var variables: [Value] { value["templating"]?["list"]?.array ?? [] }

    /// The title and the expression of every query of every panel.
    var queries: [(panel: String, expression: String)] {
      (value["panels"]?.array ?? []).flatMap { panel in
        (panel["targets"]?.array ?? []).compactMap { target in
          target["expr"]?.string.map { (panel["title"]?.string ?? "", $0) }
        }
      }
    }
  }

  /// Those of the stack, by file.
  private static let all: Result<(tree: BuiltCluster, dashboards: [Dashboard]), any Error> = Result {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("release: v0.17\n", to: "monigen.yaml")
    try workspace.write("provider: kubeadm\nkubernetes: '1.33'\n", to: "clusters/own.yaml")
    let outcome = try workspace.monigen("build")
    guard outcome.status == 0 else { throw RuleSuite.Refused(errors: outcome.errors) }
    let tree = try BuiltCluster(workspace.folder.appending(path: "generated/own"))
    let dashboards = try tree["ConfigMap"].filter { $0.name.hasPrefix("grafana-dashboard-") }.flatMap { map in
      try (map.value["data"]?.object ?? [:]).map { file, text in
        Dashboard(name: file, value: try JSONReader.read(text.string ?? ""))
      }
    }
    return (tree, dashboards.sorted { $0.name < $1.name })
  }

  @Test("keep their identities, which links and bookmarks rely on")
  func identities() throws {
    let dashboards = try Self.all.get().dashboards
    let identities = dashboards.map { $0.value["uid"]?.string ?? "" }
    let subjects = [
      "alertmanager", "apiserver", "cluster", "control-plane", "kubelet", "node", "prometheus", "workload",
    ]
    #expect(Set(identities) == Set(subjects.map { "monigen-\($0)" }))
    #expect(identities.count == subjects.count)
    #expect(dashboards.allSatisfy { ($0.value["uid"]?.string ?? "").count <= 40 }, "Grafana takes no more")
  }

  @Test("choose a data source and a cluster, and every query is about that cluster")
  func clusters() throws {
    for dashboard in try Self.all.get().dashboards {
      let names = dashboard.variables.compactMap { $0["name"]?.string }
      #expect(names.starts(with: ["datasource", "cluster"]), "\(dashboard.name): \(names)")
      #expect(!dashboard.queries.isEmpty)
      for query in dashboard.queries {
        let selectors = query.expression.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        #expect(!selectors.isEmpty, "\(dashboard.name), \(query.panel): a query without a selector")
        for selector in selectors {
          let isAbout = selector.prefix { $0 != "}" }.contains("cluster=\"$cluster\"")
          #expect(isAbout, "\(dashboard.name), \(query.panel): \(query.expression)")
        }
      }
      for variable in dashboard.variables.dropFirst(2) where variable["type"] == "query" {
        let query = variable["query"]?["query"]?.string ?? variable["query"]?.string ?? ""
        #expect(query.contains("cluster=\"$cluster\""), "\(dashboard.name): \(query)")
      }
    }
  }

  @Test("every variable of a query is one of the dashboard's or of Grafana's own")
  func variables() throws {
    for dashboard in try Self.all.get().dashboards {
      let known = Set(dashboard.variables.compactMap { $0["name"]?.string })
      for query in dashboard.queries {
        for match in query.expression.matches(of: #/\$\{?([a-z_]+)/#) where !match.output.1.hasPrefix("__") {
          #expect(known.contains(String(match.output.1)), "\(dashboard.name), \(query.panel): \(match.output.0)")
        }
      }
    }
  }

  @Test("the series that queries read are recorded, or have the name of one that a scraped job gives")
  func series() throws {
    let (tree, dashboards) = try Self.all.get()
    let recorded = Set(tree.rules.compactMap { $0.value["record"]?.string })
    let scraped = [
      "ALERTS", "aggregator_", "alertmanager_", "apiserver_", "container_", "coredns_", "etcd_", "go_", "kube_", "kubelet_",
      "kubernetes_", "node_", "process_", "prometheus_", "rest_client_", "scheduler_", "scrape_", "storage_operation_", "up",
      "volume_manager_",
      "workqueue_",
    ]
    for dashboard in dashboards {
      for query in dashboard.queries {
        for match in query.expression.matches(of: #/([A-Za-z_:][A-Za-z0-9_:]*)\s*\{/#) {
          let name = String(match.output.1)
          let isKnown = name.contains(":") ? recorded.contains(name) : scraped.contains { name.hasPrefix($0) }
          #expect(isKnown, "\(dashboard.name), \(query.panel): \(name)")
        }
      }
    }
  }
}
