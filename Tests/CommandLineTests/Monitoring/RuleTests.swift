import Foundation
import Testing
import ValueTree
import YAML

@Suite("Rules of the bundled clusters")
struct RuleTests {
  @Test("every rule passes promtool", .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"), arguments: BundledProject.clusters)
  func syntax(cluster: String) throws {
    let tree = try #require(try BundledProject.trees.get().first { $0.name == cluster })
    let workspace = try Workspace()
    #expect(tree.rules.count > 100, "a stack without rules would pass too")
    let complaint = try tree.complaintOfPromtool(in: workspace)
    #expect(complaint == nil)
  }

  @Test("every alert has a severity, a summary, a description and a runbook")
  func alertFields() throws {
    for tree in try BundledProject.trees.get() {
      for alert in tree.alerts {
        let place = "\(tree.name)/\(alert.file): \(alert.alert ?? "")"
        let severity = alert.value["labels"]?["severity"]?.string ?? ""
        #expect(["critical", "warning", "info", "none"].contains(severity), "\(place): severity \(severity)")
        for name in ["summary", "description", "runbook_url"] {
          let text = alert.value["annotations"]?[name]?.string ?? ""
          #expect(!text.isEmpty, "\(place) has no \(name)")
        }
        let url = alert.value["annotations"]?["runbook_url"]?.string ?? ""
        #expect(url.wholeMatch(of: #/https://[a-z0-9.-]+/\S+/#) != nil, "\(place): \(url)")
      }
    }
  }

  @Test("expressions and annotations have no tabs and no blanks at the end of lines")
  func blanks() throws {
    for tree in try BundledProject.trees.get() {
      for rule in tree.rules {
        var texts = [rule.expression]
        texts += (rule.value["annotations"]?.object ?? [:]).compactMap { $0.value.string }
        for text in texts {
          let isClean = !text.contains("\t") && !text.contains(" \n") && !text.hasSuffix(" ")
          #expect(isClean, "\(tree.name)/\(rule.file): \(text)")
        }
      }
    }
  }

  @Test("names of groups are unique in a file, and every rule is either an alert or a record")
  func shape() throws {
    for tree in try BundledProject.trees.get() {
      for object in tree["PrometheusRule"] {
        let names = (object.value["spec"]?["groups"]?.array ?? []).compactMap { $0["name"]?.string }
        #expect(Set(names).count == names.count, "\(tree.name)/\(object.file)")
        #expect(!names.isEmpty, "\(tree.name)/\(object.file) is empty")
      }
      for rule in tree.rules {
        #expect((rule.alert == nil) != (rule.value["record"] == nil), "\(tree.name)/\(rule.file) \(rule.group)")
      }
    }
  }

  @Test("what cluster files and overlays say about alerts shows")
  func patches() throws {
    let trees = Dictionary(uniqueKeysWithValues: try BundledProject.trees.get().map { ($0.name, $0) })
    for tree in trees.values {
      let names = Set(tree.alerts.compactMap(\.alert))
      #expect(!names.contains("CPUThrottlingHigh"), "\(tree.name): disabled in _defaults.yaml")
      #expect(names.contains("NamespaceWithoutQuota"), "\(tree.name): an overlay adds it")
      #expect(names.contains("KubeCPUOvercommit") == ["gcp-prod", "hetzner-prod"].contains(tree.name), "\(tree.name)")
    }
    let raid = trees["hetzner-prod"]?.alerts.filter { $0.alert == "NodeRAIDDegraded" } ?? []
    #expect(raid.map { $0.value["labels"] } == [["severity": "critical", "team": "hardware"]])
    let filling = trees["gcp-prod"]?.alerts.filter { $0.alert == "KubePersistentVolumeFillingUp" } ?? []
    #expect(!filling.isEmpty && filling.allSatisfy { $0.value["for"] == "4h" })
    let apps = trees["azure-staging"]?.alerts.filter { $0.group == "kubernetes-apps" } ?? []
    #expect(!apps.isEmpty && apps.allSatisfy { $0.value["labels"]?["severity"] == "info" })
  }
}
