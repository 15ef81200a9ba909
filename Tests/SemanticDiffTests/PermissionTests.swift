import SemanticDiff
import Testing

@Suite("Permissions")
struct PermissionTests {
  private func role(_ rules: String) -> String {
    "{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, rules: \(rules) }"
      .replacing("$core", with: "apiGroups: ['']")
  }

  @Test(
    "rules are compared by what they allow",
    arguments: [
      // The order of rules, and within them, means nothing.
      (
        "[{ $core, resources: [pods, nodes], verbs: [get, list] }, { nonResourceURLs: [/a], verbs: [get] }]",
        "[{ nonResourceURLs: [/a], verbs: [get] }, { $core, resources: [nodes, pods], verbs: [list, get] }]",
        []
      ),
      (
        "[{ $core, resources: [pods], verbs: [get] }]", "[{ $core, resources: [pods], verbs: [get, list] }]",
        [#"added rules[resource=pods].verbs[list]: "list""#]
      ),
      (
        "[{ apiGroups: [apps], resources: [deployments, daemonsets], verbs: [get, list] }]",
        "[{ apiGroups: [apps], resources: [deployments], verbs: [get, list] }]",
        [#"removed rules[apiGroup=apps,resource=daemonsets]: ["get","list"]"#]
      ),
      (
        "[{ nonResourceURLs: [/metrics], verbs: [get] }]",
        "[{ nonResourceURLs: [/metrics, /metrics/slis], verbs: [get] }]",
        [#"added rules[nonResourceURL=/metrics/slis]: ["get"]"#]
      ),
      (
        "[{ $core, resources: [secrets], resourceNames: [a], verbs: [get] }]",
        "[{ $core, resources: [secrets], verbs: [get] }]",
        [#"added rules[resource=secrets]: ["get"]"#]
      ),
      // A wildcard includes what it names no longer.
      (
        "[{ $core, resources: [pods], verbs: [get] }]", "[{ $core, resources: ['*'], verbs: ['*'] }]",
        [#"added rules[resource=*]: ["*"]"#]
      ),
      // Of a wildcard that goes, what remains is told.
      (
        "[{ $core, resources: ['*'], verbs: ['*'] }]", "[{ $core, resources: [pods], verbs: [get] }]",
        [#"removed rules[resource=*]: ["*"]"#, #"added rules[resource=pods]: ["get"]"#]
      ),
      // What no role can hold is compared as it is written.
      ("[{ verbs: [get] }, 1]", "[{ verbs: [get] }, 2]", ["changed rules[1]: 1 -> 2"]),
      ("[{ verbs: get }]", "[{ verbs: list }]", [#"changed rules[0].verbs: "get" -> "list""#]),
    ])
  func rules(from: String, to: String, expected: [String]) throws {
    #expect(try lines(role(from), role(to)) == expected)
  }

  @Test("the same permissions in other rules are cosmetic")
  func spelling() throws {
    let one = role("[{ $core, resources: [pods, nodes], verbs: [get] }]")
    let two = role(
      "[{ $core, resources: [pods], verbs: [get] }, { $core, resources: [nodes], verbs: [get] }]")
    let found = try lines(one, two)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("cosmetic rules: ") == true)
  }

  @Test("rules that allow too much to write down are compared as lists")
  func explosion() throws {
    let many = "[" + (0..<300).map { "x\($0)" }.joined(separator: ", ") + "]"
    let from = role("[{ apiGroups: \(many), resources: \(many), verbs: \(many) }]")
    let to = role("[{ apiGroups: \(many), resources: \(many), verbs: [get] }]")
    #expect(try lines(from, to).count == 301)
  }
}
