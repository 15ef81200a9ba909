import Foundation
import Testing

/// Credentials in variables are errors at their line that say where they belong.
@Suite("Credentials in variables")
struct CredentialTests {
  private static let base = "provider: kubeadm\nkubernetes: '1.34'\n"

  private static func build(_ variables: String) throws -> Binary.Outcome {
    let workspace = try Workspace(copyingProject: ["libsonnet"])
    try workspace.write("", to: "monigen.yaml")
    try workspace.write(base + variables, to: "clusters/own.yaml")
    return try workspace.monigen("build")
  }

  private static func receiver(_ settings: String) -> String {
    "alertmanager:\n  receivers:\n    - name: Default\n      \(settings)\n"
  }

  private static func remote(_ settings: String) -> String {
    "prometheus:\n  remoteWrite:\n    - url: https://metrics.example.com/api/v1/push\n      \(settings)\n"
  }

  private static func job(_ settings: String) -> String {
    "prometheus:\n  scrapeConfigs:\n    - job_name: storage-servers-2\n      \(settings)\n"
  }

  @Test(
    "are refused, with the place and what to do",
    arguments: [
      (receiver("slack_configs: [{ api_url: https://hooks.example.com/x }]"), 6, "api_url_file"),
      (receiver("pagerduty_configs: [{ routing_key: abc }]"), 6, "routing_key_file"),
      (receiver("webhook_configs: [{ url: https://hooks.slack.com/services/T0/B0/x }]"), 6, "url_file"),
      (receiver("webhook_configs: [{ url: https://ping.example.com/0a1b2c3d-4e5f-6789-aaaa-bbbbcccc }]"), 6, "url_file"),
      (receiver("webhook_configs: [{ http_config: { basic_auth: { password: p } } }]"), 6, "password_file"),
      (remote("basicAuth: { password: p }"), 6, "{ name: SECRET, key: KEY }"),
      (remote("headers: { X-Token: glc_abcdefghijklmnop }"), 6, "SECRET"),
      (job("basic_auth: { username: a, password: p }"), 6, "password_file"),
      (job("authorization: { credentials: p }"), 6, "credentials_file"),
    ])
  func refused(variables: String, line: Int, remedy: String) throws {
    let outcome = try Self.build(variables)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("clusters/own.yaml:\(line):"), "\(outcome.errors)")
    #expect(outcome.errors.contains("looks like a credential") && outcome.errors.contains(remedy), "\(outcome.errors)")
  }

  @Test("are not repeated by the error that tells of them")
  func hidden() throws {
    let outcome = try Self.build(
      Self.receiver("webhook_configs: [{ url: https://hooks.slack.com/services/T0SECRET/B0/x }]"))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("clusters/own.yaml:6:"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("T0SECRET") && !outcome.output.contains("T0SECRET"), "\(outcome.errors)")
  }

  @Test(
    "are no files, no references to Secrets and no plain addresses",
    arguments: [
      receiver("slack_configs: [{ api_url_file: /etc/alertmanager/secrets/alertmanager-receivers/slack-url-2024 }]"),
      receiver("webhook_configs: [{ url: 'http://bridge.monitoring.svc.cluster.local:8080/v2/alerts?channel=platform' }]"),
      remote("basicAuth: { password: { name: central, key: password } }"),
      job("static_configs: [{ targets: ['storage-1.example.com:9100'] }]"),
    ])
  func accepted(variables: String) throws {
    let outcome = try Self.build(variables)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
