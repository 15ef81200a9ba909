import Testing

@testable import UpgradeReport

@Suite("Permissions gained and lost")
struct AccessViewTests {
  @Test("rules are what they allow, not how they are cut")
  func regrouped() throws {
    #expect(
      try details(
        role("[{apiGroups: ['', apps], resources: [pods, services], verbs: [get, list]}]"),
        role(
          """
          [{apiGroups: [apps, ''], resources: [services], verbs: [list, get]},
           {apiGroups: [''], resources: [pods], verbs: [get]},
           {apiGroups: ['', apps], resources: [pods], verbs: [list]},
           {apiGroups: [apps], resources: [pods], verbs: [get, get]}]
          """)) == [])
  }

  @Test(
    "what a star allows already is not gained, and what it goes on allowing is not lost",
    arguments: [
      ("{apiGroups: [''], resources: [pods], verbs: ['*']}", "{apiGroups: [''], resources: [pods], verbs: [get]}"),
      ("{apiGroups: ['*'], resources: ['*'], verbs: [get]}", "{apiGroups: [a], resources: [b/c], verbs: [get]}"),
      (
        "{apiGroups: [a], resources: ['*/scale'], verbs: [get]}", "{apiGroups: [a], resources: [b/scale], verbs: [get]}"
      ),
      (
        "{apiGroups: [a], resources: [b], verbs: [get]}",
        "{apiGroups: [a], resources: [b], resourceNames: [c, d], verbs: [get]}"
      ),
      ("{nonResourceURLs: [/healthz/*], verbs: [get]}", "{nonResourceURLs: [/healthz/a/b], verbs: [get]}"),
      ("{nonResourceURLs: ['*'], verbs: ['*']}", "{nonResourceURLs: [/metrics], verbs: [get]}"),
    ])
  func star(wide: String, narrow: String) throws {
    #expect(try details(role("[\(wide)]"), role("[\(narrow)]")).allSatisfy { $0.hasPrefix("lost: ") })
    #expect(try details(role("[\(narrow)]"), role("[\(wide)]")).allSatisfy { $0.hasPrefix("gained: ") })
    #expect(try details(role("[\(wide)]"), role("[\(wide), \(narrow)]")) == [])
  }

  @Test("permissions as lines")
  func lines() throws {
    #expect(
      try details(
        role("[{apiGroups: [apps], resources: [deployments], verbs: [get]}]"),
        role(
          """
          [{apiGroups: [''], resources: [pods, pods/log], verbs: [watch, get]},
           {nonResourceURLs: [/metrics], verbs: [get]},
           {apiGroups: [''], resources: [secrets], resourceNames: [token], verbs: ['*']}]
          """)) == [
        "gained: get, watch on pods, pods/log", "gained: * on secrets 'token'", "gained: get on /metrics",
        "lost: get on deployments.apps",
      ])
  }

  @Test("bindings: subjects, and the role that they have")
  func bindings() throws {
    let from = binding("reader", "[{kind: ServiceAccount, name: a, namespace: m}, {kind: Group, name: g}]")
    let to = binding("reader", "[{kind: Group, name: g}, {kind: User, name: u}]")
    #expect(
      try details(from, to) == ["gained: User u has Role reader", "lost: ServiceAccount m/a has Role reader"])
    #expect(
      try details(binding("reader", "[{kind: User, name: u}]"), binding("writer", "[{kind: User, name: u}]")) == [
        "gained: User u has Role writer", "lost: User u has Role reader",
      ])
  }

  @Test("roles that take or give rules by label")
  func aggregation() throws {
    let from = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rules: []}"
    let to = """
      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r, labels:
        {rbac.authorization.k8s.io/aggregate-to-view: 'true', rbac.authorization.k8s.io/aggregate-to-edit: 'false'}},
       aggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}}
      """
    #expect(
      try details(from, to) == [
        "gained: the rules of cluster roles with a=b", "gained: its rules go to the cluster role view",
      ])
  }

  @Test("network policies: who may talk to whom, on which port")
  func policies() throws {
    let from = policy(
      """
      {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: a}}}, {ipBlock: {cidr: 10.0.0.0/8}}],
        ports: [{port: 80}]}], egress: [{}], policyTypes: [Ingress, Egress]}
      """)
    let to = policy(
      """
      {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchExpressions: [{key: app,
        operator: In, values: [a]}]}}], ports: [{port: 80, protocol: TCP}, {port: web, protocol: UDP, endPort: 9}]},
        {from: [{namespaceSelector: {matchLabels: {n: x}}, podSelector: {}}]}]}
      """)
    #expect(
      try details(from, to) == [
        "gained: ingress from pods app=a on UDP web-9",
        "gained: ingress from pods any labels in namespaces n=x on any port", "gained: egress is not restricted",
        "lost: ingress from 10.0.0.0/8 on TCP 80", "lost: egress to anywhere on any port",
      ])
  }

  @Test("an object that came or went is told with all that it allows")
  func whole() throws {
    let text = role("[{apiGroups: [''], resources: [pods], verbs: [get]}]")
    let added = AccessView.changes(try pairs("", text)), removed = AccessView.changes(try pairs(text, ""))
    #expect(added.map(\.kind) == [.added] && added.map(\.details) == [["gained: get on pods"]])
    #expect(removed.map(\.kind) == [.removed] && removed.map(\.details) == [["lost: get on pods"]])
  }

  @Test(
    "rules as nobody should write them",
    arguments: ["null", "7", "{}", "[1, null, [], {}, {verbs: 7}, {apiGroups: [1], resources: [true], verbs: [null]}]"])
  func hostile(rules: String) throws {
    #expect(try details(role(rules), role(rules)) == [])
    _ = try details(role("[{apiGroups: [''], resources: [pods], verbs: [get]}]"), role(rules))
  }

  @Test("a rule of more permissions than can be told is told as such")
  func huge() throws {
    let many = "[" + (0..<100).map { "a\($0)" }.joined(separator: ",") + "]"
    let text = role("[{apiGroups: \(many), resources: \(many), resourceNames: \(many), verbs: \(many)}]")
    #expect(try details(text, role("[]")) == ["allows too much to be listed"])
  }

  private func details(_ from: String, _ to: String) throws -> [String] {
    AccessView.changes(try pairs(from, to)).flatMap(\.details)
  }

  private func role(_ rules: String) -> String {
    "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: r, namespace: m}, rules: \(rules)}"
  }

  private func binding(_ role: String, _ subjects: String) -> String {
    """
    {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: b, namespace: m},
     roleRef: {kind: Role, name: \(role)}, subjects: \(subjects)}
    """
  }

  private func policy(_ spec: String) -> String {
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p, namespace: m}, spec: \(spec)}"
  }
}
