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

  @Test(
    "are refused, with the place and what to do",
    arguments: [
      (receiver("slack_configs: [{ api_url: https://hooks.example.com/x }]"), 6, "api_url_file"),
      (receiver("pagerduty_configs: [{ routing_key: abc }]"), 6, "routing_key_file"),
      (receiver("webhook_configs: [{ url: https://hooks.slack.com/services/T0/B0/x }]"), 6, "url_file"),
      (receiver("webhook_configs: [{ url: https://ping.example.com/0a1b2c3d-4e5f-6789-aaaa-bbbbccccdddd }]"), 6, "url_file"),
      (receiver("webhook_configs: [{ url: https://x.example.com, http_config: { basic_auth: { password: p } } }]"), 6, "password_file"),
      ("prometheus:\n  remoteWrite:\n    - url: https://m.example.com\n      basicAuth: { password: p }\n", 6, "{ name: SECRET, key: KEY }"),
      ("prometheus:\n  remoteWrite:\n    - url: https://m.example.com\n      headers: { X-Token: glc_abcdefghijklmnop }\n", 6, "SECRET"),
      ("prometheus:\n  scrapeConfigs:\n    - job_name: x\n      basic_auth: { username: a, password: p }\n", 6, "password_file"),
      ("prometheus:\n  scrapeConfigs:\n    - job_name: x\n      authorization: { credentials: p }\n", 6, "credentials_file"),
    ])
  func refused(variables: String, line: Int, remedy: String) throws {
    let outcome = try Self.build(variables)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("clusters/own.yaml:\(line):"), "\(outcome.errors)")
    #expect(outcome.errors.contains("looks like a credential") && outcome.errors.contains(remedy), "\(outcome.errors)")
  }

  @Test(
    "are no files, no references to Secrets and no plain addresses",
    arguments: [
      receiver("slack_configs: [{ api_url_file: /etc/alertmanager/secrets/alertmanager-receivers/slack-url-2024 }]"),
      receiver("webhook_configs: [{ url: 'http://alert-bridge.monitoring.svc.cluster.local:8080/v2/alerts?channel=platform' }]"),
      "prometheus:\n  remoteWrite:\n    - url: https://m.example.com/api/v1/push\n      basicAuth: { password: { name: central, key: password } }\n",
      "prometheus:\n  scrapeConfigs:\n    - job_name: storage-servers-2\n      static_configs: [{ targets: ['storage-1.example.com:9100'] }]\n",
    ])
  func accepted(variables: String) throws {
    let outcome = try Self.build(variables)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }
}
