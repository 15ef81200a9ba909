import Checks
import Diagnostics
import Kubernetes
import SemanticDiff

@testable import UpgradeReport

/// A small fleet's upgrade with something of everything.
enum SampleReport {
  static let rules = ObjectReference(
    apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule", namespace: "monitoring", name: "kube-rules")
  static let prometheus = ObjectReference(
    apiVersion: "monitoring.coreos.com/v1", kind: "Prometheus", namespace: "monitoring", name: "k8s")
  static let adapter = ObjectReference(
    apiVersion: "apps/v1", kind: "Deployment", namespace: "monitoring", name: "prometheus-adapter")

  static func rule(_ name: String, group: String = "kubernetes-apps", severity: String? = "warning") -> RuleReference {
    RuleReference(
      object: rules, group: group, name: name, labels: severity.map { [.init("severity", $0)] } ?? [])
  }

  static func finding(
    _ severity: Finding.Severity, _ message: String, rule: String? = nil, sources: [SourceLocation] = []
  ) -> Finding {
    var finding = Finding(
      severity, code: "missing-recording-rule", object: rules,
      path: rule.map { "spec.groups[name=team].rules[alert=\($0)]" }, message: message,
      notes: [.init("v0.13 records it in group node-exporter.rules of PrometheusRule monitoring/node-exporter-rules")],
      hint: "did you mean 'node:cpu:total'?")
    finding.sources = sources
    return finding
  }

  static func cluster(_ name: String) -> ClusterReport {
    var cluster = ClusterReport(name: name)
    cluster.objects.added = [
      ObjectReference(apiVersion: "v1", kind: "Service", namespace: "monitoring", name: "blackbox")
    ]
    cluster.objects.changed = [
      .init(
        object: prometheus,
        changes: [
          Change(path: path("spec", "replicas"), kind: .changed, from: 1, to: 2),
          Change(path: path("spec", "resources", "cpu"), kind: .cosmetic, from: "1000m", to: 1),
          Change(path: path("spec", "externalLabels", "cluster"), kind: .added, to: .string(name)),
          Change(
            path: path("spec", "affinity"), kind: .removed,
            from: ["podAntiAffinity": ["preferred": [["weight": 100]]]]),
        ]),
      .init(
        object: adapter,
        changes: [Change(path: path("spec", "paused"), kind: .cosmetic, from: "10s", to: "0m10s")]),
    ]
    cluster.alerts.added = [rule("KubeNodePressure", group: "kubernetes-system-kubelet", severity: "info")]
    cluster.alerts.removed = [rule("KubeClientErrors", group: "kubernetes-system")]
    cluster.alerts.changed = [
      .init(
        from: rule("KubeJobNotCompleted"), to: rule("KubeJobNotCompleted"),
        fields: [
          .init(
            name: "expr", from: "time() - start > 43200", to: "time() - start > 54000",
            meaning: ["threshold 43200 -> 54000"]),
          .init(name: "for", from: "12h", to: "15h"),
          .init(name: "annotations.summary", from: nil, to: "Job did not complete in time.\nSee the runbook."),
        ]),
      .init(
        from: rule("KubeQuotaFull"), to: rule("KubeQuotaFull"),
        fields: [.init(name: "expr", from: "a  > 1", to: "a > 1", isCosmetic: true)]),
    ]
    cluster.records.renamed = [
      .init(
        from: rule("node:cpu:sum", group: "node", severity: nil),
        to: rule("node:cpu:total", group: "node", severity: nil))
    ]
    cluster.records.moved = (1...12).map { number in
      .init(
        from: rule("pod:usage:\(number)", group: "k8s.rules", severity: nil),
        to: rule("pod:usage:\(number)", group: "k8s.rules.pod_usage", severity: nil))
    }
    cluster.stillThere = [finding(.warning, "panel 'CPU' of dashboard 'Nodes' needs node:cpu:sum, which no rule records")]
    cluster.images = [
      ImageChange(
        object: prometheus, container: "spec.image", repository: "quay.io/prometheus/prometheus", from: "v2.46.0",
        to: "v3.5.0", bump: .major)
    ]
    cluster.scrape = [
      ViewChange(
        object: rules, kind: .changed, what: "port https-metrics /metrics/slis", details: ["interval 30s -> 5s"])
    ]
    return cluster
  }

  static var report: UpgradeReport {
    var report = UpgradeReport(from: "v0.13", to: "v0.17")
    report.clusters = ["aws-prod", "azure-staging", "gcp-prod", "hetzner-prod"].map(cluster)
    report.clusters[3].alerts.added.append(rule("VeleroOnlyHere", group: "velero", severity: "critical"))
    report.clusters[0].objects.changed[0].changes[0].to = 3
    let source = SourceLocation(file: "team-libraries/team/alerts.libsonnet", line: 12)
    report.clusters[1].fixed = [finding(.breaking, "alert OldBroken needs a:b:c, which no rule records", rule: "OldBroken")]
    report.clusters[1].findings = [
      finding(
        .breaking, "alert TeamNodeBusy needs node:cpu:sum, which no rule of the build records: it never fires",
        rule: "TeamNodeBusy", sources: [source]),
      Finding(
        .breaking, code: "immutable-field", object: adapter, path: "spec.selector.matchLabels",
        message: "the selector of a Deployment cannot be changed", hint: "delete it first, its pods stay",
        command: "kubectl -n monitoring delete deployment prometheus-adapter --cascade=orphan")
    ]
    report.addedClusters = ["new-one"]
    report.suppressed = 2
    return report
  }

  static func path(_ keys: String...) -> ChangePath { ChangePath(keys.map { .key($0) }) }

  /// What a check finds in the fleet as it is after the upgrade.
  static var check: CheckReport {
    var check = CheckReport(
      clusters: report.clusters.map { .init(name: $0.name, findings: $0.findings + $0.stillThere) })
    check.clusters[0].findings.append(Finding(.info, code: "known", message: "good to know"))
    check.suppressed = 2
    return check
  }
}
