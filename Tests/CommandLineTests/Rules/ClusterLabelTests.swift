import Foundation
import Testing
import ValueTree

/// Whether rules keep the clusters apart: one Prometheus may hold the series of several.
@Suite("The cluster label")
struct ClusterLabelTests {
  private static let aggregations: Set<Substring> = [
    "sum", "min", "max", "avg", "group", "stddev", "stdvar", "count", "count_values", "bottomk", "topk", "quantile",
  ]

  /// What an expression does that loses the label, in words; nil for none.
  private static func fault(in expression: String) -> String? {
    let tokens = ExpressionTokens(expression).tokens.filter { $0.braces == 0 }
    for (index, token) in tokens.enumerated() where token.kind == .name {
      let next = tokens.dropFirst(index + 1)
      guard let following = next.first?.text else { continue }
      if aggregations.contains(token.text), !["by", "without"].contains(following) {
        return "\(token.text) over everything"
      }
      let isList = following == "("
      let labels = isList ? next.dropFirst().prefix { $0.text != ")" }.map(\.text) : []
      if ["by", "on"].contains(token.text), isList, !labels.contains("cluster") {
        return "\(token.text) (\(labels.joined())) without cluster"
      }
      if ["without", "ignoring"].contains(token.text), isList, labels.contains("cluster") {
        return "\(token.text) cluster"
      }
      if ["absent", "absent_over_time", "vector"].contains(token.text) { return "\(token.text) has no cluster" }
    }
    return nil
  }

  @Test("every rule of the stack keeps it, or the configuration of the rules says why not")
  func stack() throws {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    let outcome = try workspace.monigen(
      "render", "--json", "-e", "(import 'libsonnet/stack/rules/config.libsonnet')('monitoring').withoutCluster")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let reasons = try #require(try JSONReader.read(outcome.output).object)
    let faults = try RuleSuite.stack.get().rules.rules.compactMap { rule in
      Self.fault(in: rule.expression).map { (name: rule.name, text: "\(rule.title): \($0)") }
    }
    #expect(faults.filter { !reasons.contains($0.name) }.map(\.text) == [])
    #expect(Set(faults.map(\.name)) == Set(reasons.keys), "a reason for a rule that keeps the label")
    #expect(reasons.allSatisfy { $0.value.string?.isEmpty == false })
  }

  @Test(
    "is missed where it is missing",
    arguments: [
      ("sum(x)", true), ("sum by (job) (x)", true), ("sum by (cluster, job) (x)", false),
      ("max without (pod) (x)", false),
      ("max without (cluster) (x)", true), ("a / on (job) b", true), ("a / on (cluster) group_left () b", false),
      ("a / ignoring (cluster) b", true), ("absent(x)", true), ("count_values by (cluster) (\"v\", x)", false),
    ])
  func faults(expression: String, isFault: Bool) {
    #expect((Self.fault(in: expression) != nil) == isFault)
  }
}
