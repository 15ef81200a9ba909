import Testing

@testable import UpgradeReport

@Suite("Objects of two real releases", .enabled(if: RealReleases.folder != nil, "\(RealReleases.comment)"))
struct RealReleaseTests {
  @Test("six dashboards came between v0.13 and v0.17, and nothing went")
  func objects() throws {
    let objects = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").objects
    #expect(
      objects.added.map(\.description) == [
        "ConfigMap monitoring/grafana-dashboard-k8s-resources-windows-cluster",
        "ConfigMap monitoring/grafana-dashboard-k8s-resources-windows-namespace",
        "ConfigMap monitoring/grafana-dashboard-k8s-resources-windows-pod",
        "ConfigMap monitoring/grafana-dashboard-k8s-windows-cluster-rsrc-use",
        "ConfigMap monitoring/grafana-dashboard-k8s-windows-node-rsrc-use",
        "ConfigMap monitoring/grafana-dashboard-nodes-aix",
      ])
    #expect(objects.removed == [])
  }

  @Test("a release has no difference to itself", arguments: ["v0.13.0", "v0.17.0"])
  func same(release: String) throws {
    let report = try RealReleases.report(from: release, to: release)
    #expect(report.objects == ObjectChanges())
    #expect(report.alerts == RuleChanges() && report.records == RuleChanges())
    #expect(report.images == [] && report.scrape == [] && report.definitions == [])
    #expect(report.access == [] && report.dashboards == [] && report.findings == [])
  }

  @Test("the images of v0.17, with how far they moved")
  func images() throws {
    let images = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").images
    #expect(
      images.map { "\($0.container): \($0.from ?? "-") -> \($0.to ?? "-") \($0.bump)" } == [
        "spec.image: v0.26.0 -> v0.31.1 minor", "kube-rbac-proxy: v0.14.2 -> v0.21.0 minor",
        "node-exporter: v1.6.1 -> v1.10.2 minor", "blackbox-exporter: v0.24.0 -> v0.28.0 minor",
        "kube-rbac-proxy: v0.14.2 -> v0.21.0 minor",
        "module-configmap-reloader: jimmidyson/configmap-reload:v0.5.0 -> v0.15.0 other",
        "grafana: 9.5.3 -> 12.4.1 major", "kube-rbac-proxy-main: v0.14.2 -> v0.21.0 minor",
        "kube-rbac-proxy-self: v0.14.2 -> v0.21.0 minor", "kube-state-metrics: v2.9.2 -> v2.18.0 minor",
        "prometheus-adapter: v0.11.1 -> v0.12.0 minor", "--prometheus-config-reloader: v0.67.1 -> v0.89.0 minor",
        "kube-rbac-proxy: v0.14.2 -> v0.21.0 minor", "prometheus-operator: v0.67.1 -> v0.89.0 minor",
        "spec.image: v2.46.0 -> v3.10.0 major",
      ])
  }

  @Test("permissions that moved between rules of one role are no change")
  func access() throws {
    let access = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").access
    #expect(
      access.map { ["\($0.object)"] + $0.details } == [
        ["ClusterRole prometheus-k8s", "gained: get on /metrics/slis"],
        [
          "ClusterRole prometheus-operator",
          "gained: create, delete, get, list, update on endpointslices.discovery.k8s.io",
          "gained: create, patch on events.events.k8s.io",
          "gained: * on podmonitors/status.monitoring.coreos.com, probes/status.monitoring.coreos.com,"
            + " prometheusrules/status.monitoring.coreos.com, scrapeconfigs/status.monitoring.coreos.com,"
            + " servicemonitors/status.monitoring.coreos.com",
          "gained: get on storageclasses.storage.k8s.io",
        ],
      ]
        + ["default", "kube-system", "monitoring"].map { namespace in
          [
            "Role \(namespace)/prometheus-k8s", "gained: get, list, watch on endpointslices.discovery.k8s.io",
            "lost: get, list, watch on endpoints",
          ]
        })
  }

  @Test("fields of definitions that are gone or newly required")
  func definitions() throws {
    let definitions = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").definitions
    let storage = ["ephemeral.volumeClaimTemplate.spec.resources.claims", "volumeClaimTemplate.spec.resources.claims"]
      .map { "v1: field spec.storage.\($0) removed" } + [
        "v1: field spec.storage.volumeClaimTemplate.status.resizeStatus removed",
        "v1: field spec.volumes[].ephemeral.volumeClaimTemplate.spec.resources.claims removed",
      ]
    let refusing = definitions.map { definition in
      [definition.what] + definition.details.filter { $0.hasSuffix(" removed") || $0.hasSuffix(" required now") }
    }
    #expect(
      refusing == [
        [
          "AlertmanagerConfig", "v1alpha1: field spec.muteTimeIntervals[].name required now",
          "v1alpha1: field spec.receivers[].telegramConfigs[].chatID required now",
          "v1alpha1: field spec.receivers[].victoropsConfigs[].routingKey required now",
        ],
        ["Alertmanager", "v1: field spec.alertmanagerConfiguration.global.httpConfig.proxyURL removed"] + storage,
        ["PodMonitor"], ["Probe"],
        ["PrometheusAgent"] + storage.map { $0.replacing("v1:", with: "v1alpha1:") },
        ["Prometheus"] + storage, ["PrometheusRule"],
        ["ScrapeConfig"]
          + [
            "allow_stale", "enable_http2", "follow_redirects", "no_proxy", "node_meta", "proxy_connect_header",
            "proxy_from_environment", "proxy_url", "refresh_interval", "tag_separator",
          ].map { "v1alpha1: field spec.consulSDConfigs[].\($0) removed" }
          + ["v1alpha1: field spec.staticConfigs[].targets required now"],
        ["ServiceMonitor"], ["ThanosRuler"] + storage,
      ])
  }

  @Test("validations that got tighter are told once for all their fields, descriptions only counted")
  func tightened() throws {
    let definitions = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").definitions
    let details = try #require(definitions.first).details
    #expect(details.contains { $0.hasPrefix("v1alpha1: minLength 1 is new on 69 fields: spec.receivers[].") })
    #expect(details.contains { $0.hasPrefix("v1alpha1: 143 fields added: ") })
    #expect(details.last == "v1alpha1: 655 descriptions edited")
    #expect(details.count < 20)
  }

  @Test("new endpoints, and the metrics that are dropped now")
  func scrape() throws {
    let scrape = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").scrape
    let dropped =
      "drops apiserver_flowcontrol_request_concurrency_limit, apiserver_flowcontrol_request_concurrency_in_use,"
      + " apiserver_storage_objects"
    let indicators = ["interval 5s", "scheme https", "drops process_start_time_seconds"]
    #expect(
      scrape.map { ["\($0.object.name) \($0.kind) \($0.what)"] + $0.details } == [
        [
          "kube-apiserver changed port https /metrics", dropped,
          "drops apiserver_request_sli_duration_seconds_bucket where le is 0.15, 0.25, 0.3, 0.35, 0.4, … 20 more",
          "drops etcd_request_duration_seconds_bucket where le is 0.15, 0.25, 0.3, 0.35, 0.4, … 20 more",
          "drops apiserver_request_body_size_bytes_bucket where le is 150000, 350000, 550000, 650000, 850000,"
            + " … 13 more",
        ],
        ["kube-apiserver added port https /metrics/slis"] + indicators,
        ["kube-controller-manager changed port https-metrics /metrics", dropped],
        ["kube-controller-manager added port https-metrics /metrics/slis"] + indicators,
        ["kube-scheduler added port https-metrics /metrics/slis"] + indicators,
        ["kube-state-metrics changed port https-main /metrics", "drops kube_endpoint_ports"],
        ["kubelet changed port https-metrics /metrics", dropped],
        ["kubelet added port https-metrics /metrics/slis"] + indicators,
        ["prometheus-operator changed ", #"selector.matchLabels["app.kubernetes.io/version"] 0.67.1 -> 0.89.0"#],
      ])
  }

  @Test("six dashboards are new, and links to six others break")
  func dashboards() throws {
    let dashboards = try RealReleases.report(from: "v0.13.0", to: "v0.17.0").dashboards
    #expect(dashboards.filter { $0.kind == .added }.count == 6)
    #expect(dashboards.filter { $0.kind == .removed } == [])
    #expect(dashboards.filter { $0.details.contains { $0.hasPrefix("uid ") } }.count == 6)
  }
}
