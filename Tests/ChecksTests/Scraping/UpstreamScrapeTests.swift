import Kubernetes
import PromQL
import Testing

@testable import Checks

@Suite("What real releases scrape", .enabled(if: UpstreamTree.folder != nil, "MONIGEN_UPSTREAM is not set"))
struct UpstreamScrapeTests {
  /// What a stock release asks for by a metric's name, and a job where it names one.
  private static func needs(_ objects: ObjectSet) -> [(metric: String, job: String?)] {
    RuleGraph(objects).queries.flatMap { query in
      (query.expression.expression?.selectors ?? []).compactMap { selector -> (String, String?)? in
        guard let metric = selector.metric else { return nil }
        let job = selector.matchers.first { $0.label == "job" && $0.operator == .equal }?.value
        return (metric, job.flatMap { query.expression.isFilledIn($0) || $0.isEmpty ? nil : $0 })
      }
    }
  }

  @Test(
    "of what rules, dashboards and the adapter of a release ask for one metric is dropped",
    arguments: UpstreamTree.releases)
  func stock(release: String) throws {
    let objects = try UpstreamTree.objects(release)
    let series = ScrapedSeries(objects)
    var stored = 0
    var dropped: Set<String> = []
    for (metric, job) in Self.needs(objects) {
      switch series.fate(of: metric, job: job) {
      case .stored: stored += 1
      case .unknown: break
      case .dropped(let places): dropped.insert("\(metric) of \(job ?? "any job") at \(places.map(\.path))")
      }
    }
    #expect(stored > 700)
    // A panel of upstream's own dashboard 'Kubernetes / Kubelet' has no data for this.
    #expect(dropped == [#"storage_operation_errors_total of kubelet at ["spec.endpoints[0].metricRelabelings[7]"]"#])
  }

  @Test("jobs that a release asks for and does not scrape", arguments: UpstreamTree.releases)
  func jobs(release: String) throws {
    let objects = try UpstreamTree.objects(release)
    let jobs = ScrapedSeries(objects).jobs
    let missing = Set(Self.needs(objects).compactMap(\.job).filter { jobs.contains($0) != true })
    // Upstream has dashboards for these two, and scrapes neither unless somebody asks for it.
    #expect(missing.isSubset(of: ["kube-proxy", "windows-exporter", "kubernetes-windows-exporter"]))
    #expect(missing.contains("kube-proxy"))
  }

  @Test("metrics that a release drops are told by the step that does so")
  func dropped() throws {
    let series = ScrapedSeries(try UpstreamTree.objects("v0.17.0"))
    for (metric, job, place) in [
      ("etcd_debugging_mvcc_keys_total", "apiserver", "spec.endpoints[0].metricRelabelings[8]"),
      ("container_tasks_state", nil, "spec.endpoints[1].metricRelabelings[0]"),
      ("kubelet_docker_operations", "kubelet", "spec.endpoints[0].metricRelabelings[3]"),
    ] as [(String, String?, String)] {
      guard case .dropped(let places) = series.fate(of: metric, job: job) else {
        Issue.record("\(metric) is not dropped")
        continue
      }
      #expect(places.map(\.path) == [place])
    }
    // Some of their series are stored.
    #expect(series.fate(of: "apiserver_request_duration_seconds_bucket", job: "apiserver") == .unknown)
    #expect(series.fate(of: "container_spec_memory_limit_bytes", job: "kubelet") == .unknown)
  }
}
