import Foundation
import Kubernetes
import Testing
import ValueTree
import YAML

@testable import SemanticDiff

@Suite("Secrets are never told")
struct SecretTests {
  /// Documents that the stack keeps in Secrets, with `@1@` and so on where somebody's credentials stand.
  private static let documents: [(key: String, text: String)] = [
    (
      "alertmanager.yaml",
      """
      global:
        slack_api_url: '@1@'
        smtp_auth_password: '@2@'
        smtp_smarthost: mail:25
        http_config: {authorization: {type: Bearer, credentials: '@3@'}, proxy_url: 'http://u:@4@@proxy:3128'}
        opsgenie_api_key: '@5@'
      route: {receiver: a, routes: [{matchers: [severity=critical], receiver: b}]}
      receivers:
      - name: a
        webhook_configs:
        - {url: 'https://hooks.example.com/@6@', http_config: {basic_auth: {username: '@7@', password: '@8@'}}}
        slack_configs: [{api_url: 'https://hooks.example.com/services/@9@', channel: '#x', title: hello}]
      - name: b
        pagerduty_configs: [{routing_key: '@10@', service_key: '@11@', details: {note: '@12@'}}]
        telegram_configs: [{bot_token: '@13@', chat_id: 1}]
        custom_configs: ['@14@', {anything: [{'deep': '@15@'}]}]
      unknown: '@16@'
      """
    ),
    (
      "prometheus-additional.yaml",
      """
      - job_name: a
        scrape_interval: 1m
        params: {token: ['@1@']}
        basic_auth: {username: '@2@', password: '@3@'}
        authorization: {credentials: '@4@'}
        oauth2: {client_id: '@5@', client_secret: '@6@', token_url: 'https://t.example.com/?secret=@7@'}
        static_configs: [{targets: ['a:1', 'http://user:@8@@b:2'], labels: {rack: r1, api_token: '@9@'}}]
        http_headers: {X-Key: {secrets: ['@10@'], values: ['@11@']}}
        consul_sd_configs: [{server: c, token: '@12@'}]
        ec2_sd_configs: [{access_key: '@13@', secret_key: '@14@'}]
        tls_config: {key: '@15@'}
        bearer_token: '@16@'
      """
    ),
    (
      "datasources.yaml",
      """
      {"apiVersion": 1, "datasources": [{
        "name": "p", "url": "https://u:@1@@p.example.com/?api_key=@2@", "user": "@3@", "password": "@4@",
        "basicAuthPassword": "@5@", "secureJsonData": {"httpHeaderValue1": "@6@", "x": {"y": ["@7@"]}},
        "jsonData": {"httpHeaderName1": "X-A", "sigV4AccessKey": "@8@", "other": "@9@"}}]}
      """
    ),
    (
      "grafana.ini",
      """
      [security]
      admin_password = @1@
      secret_key = "@2@"
      [database]
      url = mysql://u:@3@@host/db
      [auth.generic_oauth]
      client_secret = @4@ ; why
      [server]
      root_url = https://u:@5@@grafana.example.com/?token=@6@
      [anything]
      x = @7@
      """
    ),
    ("opaque", "@1@ and @2@\n@3@"), ("broken.yaml", "a: [@1@"), ("other.yaml", "a: '@1@'\nb: {c: '@2@'}\n"),
    ("dashboard.json", #"{"title": "x", "panels": [{"title": "@1@", "targets": [{"expr": "@2@"}]}]}"#),
    (".dockerconfigjson", #"{"auths": {"r": {"auth": "@1@", "password": "@2@"}}}"#),
  ]

  @Test("credentials anywhere in a Secret show in no part of a change, nor does their Base64")
  func credentials() {
    var random = SeededRandom()
    for _ in 0..<SeededRandom.rounds(quick: 300, full: 20_000) {
      let (key, text) = Self.documents[Int.random(in: 0..<Self.documents.count, using: &random)]
      var secrets: [String] = []
      let old = Self.secret(key, Self.filled(text, &secrets, &random), &random)
      // Either other credentials, or the same with another structure, or the Secret without this key.
      let new =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: PayloadTests.object("Secret", ["data": [:]])
        case 1: Self.secret(key, "# other\n" + Self.filled(text, &secrets, &random), &random)
        case 2: Self.secret("other", Self.filled(text, &secrets, &random), &random)
        default: Self.secret(key, Self.filled(text, &secrets, &random), &random)
        }
      for (from, to) in [(old, new), (new, old)] {
        let changes = ObjectComparison().changes(from: from, to: to)
        #expect(!changes.isEmpty, "\(random.seed) \(key)")
        let told = changes.map { "\($0)\n\($0.path)\n\($0.from?.description ?? "")\n\($0.to?.description ?? "")" }
          .joined(separator: "\n")
        for secret in secrets where told.contains(secret) || told.contains(Self.base64(secret)) {
          Issue.record("seed \(random.seed): \(key) tells \(secret)\n\(told)")
        }
      }
    }
  }

  private static func secret(_ key: String, _ text: String, _ random: inout SeededRandom) -> Value {
    let isEncoded = Bool.random(using: &random)
    let entry: Value = [(key): .string(isEncoded ? base64(text) : text)]
    // What people mistype holds the same secrets.
    let field = Int.random(in: 0..<20, using: &random) == 0 ? "Data" : isEncoded ? "data" : "stringData"
    return PayloadTests.object("Secret", [field: entry])
  }

  private static func filled(_ text: String, _ secrets: inout [String], _ random: inout SeededRandom) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    var text = text
    for number in 1...16 where text.contains("@\(number)@") {
      let count = Int.random(in: 16...40, using: &random)
      let secret = String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
      secrets.append(secret)
      text = text.replacing("@\(number)@", with: secret)
    }
    return text
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

  @Test("what the stack's own documents say about routes and targets is told, with digests for the rest")
  func structure() {
    let lines = PayloadTests.lines(
      PayloadTests.object(
        "Secret", ["stringData": ["prometheus-additional.yaml": #"[{"job_name": "a", "bearer_token": "x"}]"#]]),
      PayloadTests.object(
        "Secret",
        ["stringData": ["prometheus-additional.yaml": #"[{"job_name": "a", "bearer_token": "y", "scheme": "https"}]"#]])
    )
    let path = #"stringData["prometheus-additional.yaml"]|[job_name=a]"#
    #expect(
      lines == [
        #"changed \#(path).bearer_token: "sha256:2d711642b726" => "sha256:a1fce4363854""#,
        #"added \#(path).scheme: - => "https""#,
      ])
  }

  @Test("of anything else there is the key and a digest")
  func opaque() {
    let lines = PayloadTests.lines(
      PayloadTests.object("Secret", ["data": ["password": "eA=="]]),
      PayloadTests.object("Secret", ["data": ["password": "eQ==", "empty": ""]]))
    #expect(
      lines == [
        #"added data.empty: - => "sha256:e3b0c44298fc""#,
        #"changed data.password: "sha256:2d711642b726" => "sha256:a1fce4363854""#,
      ])
  }

  @Test("an object that is a Secret on one side only is hidden on both", arguments: ["ConfigMap", "Deployment"])
  func otherKind(kind: String) {
    let secret = PayloadTests.object("Secret", ["stringData": ["a": "hunter2"]])
    let other = PayloadTests.object(kind, ["data": ["a": "hunter3"]])
    #expect(!(PayloadTests.lines(secret, other) + PayloadTests.lines(other, secret)).joined().contains("hunter"))
  }

  @Test("credentials in a ConfigMap's documents are hidden by their keys, and those of its URLs")
  func configMaps() {
    func lines(_ password: String) -> [String] {
      func text(_ password: String) -> String {
        "modules: {m: {http: {basic_auth: {password: \(password)}, method: GET}}}"
      }
      return PayloadTests.lines(
        PayloadTests.object("ConfigMap", ["data": ["config.yml": .string(text("x"))]]),
        PayloadTests.object("ConfigMap", ["data": ["config.yml": .string(text(password))]]))
    }
    #expect(
      lines("y") == [
        #"changed data["config.yml"]|.modules.m.http.basic_auth.password: "#
          + #""sha256:2d711642b726" => "sha256:a1fce4363854""#
      ])
    let urls = PayloadTests.lines(
      PayloadTests.object("ConfigMap", ["data": ["run": "curl https://a:hunter2@b/"]]),
      PayloadTests.object("ConfigMap", ["data": ["run": "curl https://a:hunter3@b/?token=hunter4&x=1"]]))
    #expect(urls.count == 1 && urls.allSatisfy { !$0.contains("hunter") && $0.contains("&x=1") })
  }

  @Test(
    "keys that are secrets by their name, and those that only say where one is",
    arguments: [
      ("password", true), ("smtp_auth_password", true), ("X-Api-Key", true), ("Authorization", true),
      ("clientSecret", true), ("bearer_token_file", false), ("secretName", false), ("token_url", false),
      ("slack_api_url", true), ("name", false), ("key", false), ("replicas", false),
    ])
  func keys(key: String, isSensitive: Bool) {
    #expect(SensitiveKey.isSensitive(key) == isSensitive)
  }
}

/// Numbers that look random and come from a seed: MONIGEN_SEED=N for others, MONIGEN_LONG=1 for more of them.
struct SeededRandom: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init() {
    seed = ProcessInfo.processInfo.environment["MONIGEN_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...999_999)
    state = seed
  }

  static func rounds(quick: Int, full: Int) -> Int {
    ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1" ? full : quick
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  @Test(
    "what kubectl notes down of a whole Secret is not told with the annotations that hold it",
    arguments: ["", "annotations:", "annotations: {}", "annotations: { team: a }", "annotations: none"])
  func lastApplied(other: String) throws {
    let key = "kubectl.kubernetes.io/last-applied-configuration"
    let old = try Self.secret(metadata: "annotations: { \(key): '{ \"stringData\": { \"a\": \"topsecret\" } }' }")
    let new = try Self.secret(metadata: other)
    for (from, to) in [(old, new), (new, old)] {
      #expect(!"\(ObjectComparison().changes(from: from, to: to))".contains("topsecret"))
    }
    if other.isEmpty { #expect(ObjectComparison().changes(from: old, to: new) == []) }
  }

  @Test("annotations that go are told without what kubectl notes down")
  func otherAnnotations() throws {
    let key = "kubectl.kubernetes.io/last-applied-configuration"
    let old = try Self.secret(metadata: "annotations: { \(key): topsecret, team: a }")
    let changes = ObjectComparison().changes(from: old, to: try Self.secret(metadata: ""))
    #expect(changes.map(\.from) == [["team": "a"]])
  }

  private static func secret(metadata: String) throws -> Value {
    try YAMLReader.read("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  \(metadata)\nstringData: { a: topsecret }\n")
  }
}
