import Testing

@testable import UpgradeReport

@Suite("Matching rules")
struct RuleMatchTests {
  @Test("a rule that only changed its severity is changed")
  func severity() throws {
    let changes = try alerts(
      "[{name: a, rules: [{alert: Down, expr: up == 0, labels: {severity: warning}}]}]",
      "[{name: a, rules: [{alert: Down, expr: up == 0, labels: {severity: critical}}]}]")
    #expect(changes.changed.map { $0.fields.map(\.name) } == [["labels.severity"]])
    #expect(changes.changed.first?.fields.first?.to == "critical")
    #expect(changes.added == [] && changes.removed == [] && changes.moved == [] && changes.renamed == [])
  }

  @Test("rules of one name are told apart by their labels, wherever they stand")
  func labels() throws {
    let changes = try alerts(
      """
      [{name: a, rules: [{alert: Full, expr: free < 5, labels: {severity: warning}},
                         {alert: Full, expr: free < 3, labels: {severity: critical}}]}]
      """,
      """
      [{name: a, rules: [{alert: Full, expr: free < 3, labels: {severity: critical}},
                         {alert: Full, expr: free < 7, labels: {severity: warning}}]}]
      """)
    #expect(changes.changed.count == 1)
    #expect(changes.changed.first?.from.labels == [RuleReference.Label("severity", "warning")])
    #expect(
      changes.changed.first?.fields == [
        RuleChanges.Field(name: "expr", from: "free < 5", to: "free < 7", meaning: ["threshold 5 -> 7"])
      ])
  }

  @Test("rules without any label of their own are told apart by their expressions")
  func ambiguous() throws {
    let changes = try records(
      """
      [{name: a, rules: [{record: r, expr: 'sum(increase(c{verb="LIST"}[1h]))'},
                         {record: r, expr: 'sum(increase(c{verb="GET"}[1h]))'},
                         {record: r, expr: 'sum(increase(c{verb="PUT"}[1h]))'}]}]
      """,
      """
      [{name: a, rules: [{record: r, expr: 'sum(increase(c{verb="GET"}[1h]))'},
                         {record: r, expr: 'sum(increase(c{verb="POST"}[1h]))'},
                         {record: r, expr: 'sum by (code) (increase(c{verb="LIST"}[1h]))'},
                         {record: r, expr: 'sum(increase(c{verb="PUT"}[1h]))'}]}]
      """)
    #expect(changes.changed.map(\.fields) == [
      [
        RuleChanges.Field(
          name: "expr", from: #"sum(increase(c{verb="LIST"}[1h]))"#,
          to: #"sum by (code) (increase(c{verb="LIST"}[1h]))"#, meaning: ["aggregation gained label code"]),
      ],
    ])
    #expect(changes.added.map(\.name) == ["r"])
    #expect(changes.removed == [])
    #expect(changes.namesAdded == [] && changes.namesRemoved == [])
  }

  @Test("a rule in another group or object is moved, and what else differs is told")
  func moved() throws {
    let from = try rules("[{name: a, rules: [{alert: Down, expr: up == 0, for: 5m}, {alert: Late, expr: lag > 1}]}]")
    let to = try objects(
      """
      {apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: other, namespace: monitoring},
       spec: {groups: [{name: a, rules: [{alert: Late, expr: lag > 1}]},
                       {name: b, rules: [{alert: Down, expr: up == 0, for: 10m}]}]}}
      """)
    let changes = RulesView.changes(.alert, from: from, to: to)
    #expect(changes.moved.map(\.to.name) == ["Late", "Down"])
    #expect(changes.moved.map { $0.fields.map(\.name) } == [[], ["for"]])
    #expect(changes.added == [] && changes.removed == [] && changes.changed == [])
  }

  @Test(
    "a rename needs evidence: the same expression, a corrected word, or the same metrics and nearly the same name",
    arguments: [
      ("Down", "up == 0", "TargetDown", "up == 0"),
      ("a:slo:rate5m", "sum by (job) (rate(a_slo[5m]))", "a:sli:rate5m", "sum by (job) (rate(a_sli[5m]))"),
      (
        "KubeletTooManyPods", "count by (node) (kubelet_pods) > 110", "KubeletManyPods",
        "count by (node) (kubelet_pods) > 100"
      ),
    ])
  func renamed(from: String, oldExpression: String, to: String, newExpression: String) throws {
    let changes = try alerts(group(from, oldExpression), group(to, newExpression))
    #expect(changes.renamed.map(\.from.name) == [from])
    #expect(changes.renamed.map(\.to.name) == [to])
    #expect(changes.added == [] && changes.removed == [])
    #expect(changes.namesAdded == [to] && changes.namesRemoved == [from])
  }

  @Test(
    "rules that only look alike are not taken for one",
    arguments: [
      ("PrometheusDown", #"up{job="prometheus"} == 0"#, "EtcdDown", #"up{job="etcd"} == 0"#),
      (
        "scheduler_e2e:p99", "histogram_quantile(0.99, sum(rate(scheduler_e2e_seconds_bucket[5m])))",
        "scheduler_attempt:p99", "histogram_quantile(0.99, sum(rate(scheduler_attempt_seconds_bucket[5m])))"
      ),
      ("net:rx:rate5m", "rate(net_rx[5m])", "net:tx:rate5m", "rate(net_tx[5m])"),
      ("net:receive:rate5m", "rate(net_receive[5m])", "net:transmit:rate5m", "rate(net_transmit[5m])"),
    ])
  func alike(from: String, oldExpression: String, to: String, newExpression: String) throws {
    let changes = try alerts(group(from, oldExpression), group(to, newExpression))
    #expect(changes.renamed == [])
    #expect(changes.added.map(\.name) == [to] && changes.removed.map(\.name) == [from])
  }

  @Test("of several renames each rule takes part in one")
  func oneRenameEach() throws {
    let changes = try alerts(
      "[{name: a, rules: [{alert: A, expr: x > 1}, {alert: B, expr: x > 1}]}]",
      "[{name: a, rules: [{alert: C, expr: x > 1}]}]")
    #expect(changes.renamed.map { [$0.from.name, $0.to.name] } == [["A", "C"]])
    #expect(changes.removed.map(\.name) == ["B"])
  }

  @Test("layout of an expression is cosmetic")
  func cosmetic() throws {
    let changes = try alerts(group("Down", "up == 0"), group("Down", "up  ==  0 # down"))
    #expect(changes.changed.map(\.isCosmetic) == [true])
  }

  @Test("what has become of an expression is told in words")
  func meaning() throws {
    let changes = try alerts(group("Slow", "rate(x[5m]) > 0.05"), group("Slow", "0.01 < (rate(x[15m]))"))
    #expect(changes.changed.flatMap(\.fields).map(\.meaning) == [["window 5m -> 15m", "threshold 0.05 -> 0.01"]])
    let same = try alerts(group("Slow", "rate(x[5m]) > 0.05"), group("Slow", "0.05 < (rate(x[300s]))"))
    #expect(same.changed.map(\.isCosmetic) == [true])
  }

  private func group(_ name: String, _ expression: String) -> String {
    "[{name: a, rules: [{alert: '\(name)', expr: '\(expression)'}]}]"
  }

  private func alerts(_ from: String, _ to: String) throws -> RuleChanges {
    RulesView.changes(.alert, from: try rules(from), to: try rules(to))
  }

  private func records(_ from: String, _ to: String) throws -> RuleChanges {
    RulesView.changes(.record, from: try rules(from), to: try rules(to))
  }
}
