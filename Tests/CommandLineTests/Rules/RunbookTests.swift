import Foundation
import Testing
import ValueTree

/// Whether the link of an alert leads somewhere at two in the morning.
@Suite("Runbooks")
struct RunbookTests {
  /// The anchors of a runbook's headings, as GitHub makes them of names.
  private static func anchors(of library: String) throws -> Set<String> {
    let file = Workspace.project.appending(path: "libsonnet/\(library)/runbook.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    return Set(text.matches(of: #/(?m)^#+ ([A-Za-z]+)$/#).map { $0.output.1.lowercased() })
  }

  @Test("every alert of the embedded stack has a section")
  func stack() throws {
    let anchors = try Self.anchors(of: "stack")
    let alerts = try RuleSuite.stack.get().rules.rules.filter(\.isAlert)
    for alert in alerts {
      let link = alert.value["annotations"]?["runbook_url"]?.string ?? ""
      let name = alert.name.lowercased()
      #expect(link == "https://github.com/monigen/monigen/blob/main/libsonnet/stack/runbook.md#\(name)")
      #expect(anchors.contains(name), "\(alert.name)")
    }
  }

  @Test("every section of an alert says what it means, what it costs, how to look and what to do, and no alert is gone")
  func sections() throws {
    let file = Workspace.project.appending(path: "libsonnet/stack/runbook.md")
    let sections = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n### ").dropFirst()
    let alerts = try Set(RuleSuite.stack.get().rules.rules.filter(\.isAlert).map(\.name))
    #expect(sections.count == alerts.count)
    for section in sections {
      let name = section.prefix { $0 != "\n" }
      #expect(alerts.contains(String(name)), "\(name)")
      for part in ["Meaning", "Impact", "Diagnosis", "Mitigation"] {
        #expect(section.contains("* **\(part).** "), "\(name) without \(part)")
      }
    }
  }

  @Test("links within a runbook lead to its sections")
  func links() throws {
    let file = Workspace.project.appending(path: "libsonnet/stack/runbook.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let headings = text.matches(of: #/(?m)^#+ (.+)$/#).map { $0.output.1.lowercased().replacing(" ", with: "-") }
    for link in text.matches(of: #/\]\(#([^)]+)\)/#) {
      #expect(headings.contains(String(link.output.1)), "\(link.output.1)")
    }
  }

  private static let stacks = ["embedded"] + (Upstream.folder == nil ? [] : ["kube-prometheus"])

  @Test("a cluster may have runbooks of its own", arguments: stacks)
  func own(stack: String) throws {
    let parts = ["libsonnet"]
    let workspace = try stack == "embedded" ? Workspace(copyingProject: parts) : Upstream(copying: parts).workspace
    try workspace.write("release: v0.17\nlimits: { time: 900s }\n", to: "monigen.yaml")
    let pattern = "https://wiki.example.com/%s.html"
    let variables = "provider: kubeadm\nkubernetes: '1.34'\nstack: \(stack)\nrunbookUrlPattern: \(pattern)\n"
    try workspace.write(variables, to: "clusters/own.yaml")
    let outcome = try workspace.monigen("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let alerts = try BuiltCluster(workspace.folder.appending(path: "generated/own")).alerts
    #expect(alerts.count > 100)
    for alert in alerts {
      let name = (alert.alert ?? "").lowercased()
      #expect(alert.value["annotations"]?["runbook_url"]?.string == "https://wiki.example.com/\(name).html")
    }
  }
}
