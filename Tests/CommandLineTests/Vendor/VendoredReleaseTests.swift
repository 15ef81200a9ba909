import Foundation
import Testing

/// What other commands know of releases that are vendored, or are not.
@Suite("Vendored releases")
struct VendoredReleaseTests {
  private func project(_ settings: String) throws -> SmallProject {
    let project = try SmallProject()
    try project.write(settings, to: "monigen.yaml")
    return project
  }

  @Test("a release that is not vendored is told once, with its clusters and the command that brings it")
  func missing() throws {
    let project = try project("libraryPath: [libsonnet]\nstack: kube-prometheus\nrelease: v0.16\n")
    let outcome = try project.monigen("build")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix(
        """
        monigen.yaml:3:10: error: kube-prometheus v0.16 is not vendored: there is no \
        releases/v0.16.0/vendor/kube-prometheus
            3 | release: v0.16
              |          ^
          used by alpha, beta
          hint: monigen vendor v0.16 brings it; 'stack: embedded' does without

        """))
    #expect(outcome.errors.split(separator: "error: ").count == 2, "\(outcome.errors)")
    #expect(!project.exists("generated"))
  }

  @Test("clusters stand beside the patch of their release that they get")
  func patch() throws {
    let project = try project("libraryPath: [libsonnet]\nstack: kube-prometheus\nrelease: v0.17\n")
    try project.edit("clusters/beta.yaml", replacing: "provider: aws", with: "provider: aws\nstack: embedded")
    let commit = String(repeating: "ab", count: 20)
    try project.write("", to: "releases/v0.17.2/vendor/kube-prometheus/main.libsonnet")
    try project.write(
      #"{"version":1,"releases":{"v0.17.2":{"source":"s","commit":"\#(commit)","packages":{}}}}"#,
      to: "vendor.lock.json")
    let lines = try project.monigen("list", "releases").output.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("v0.17 1.33 to 1.35 beta - - -"))
    #expect(lines.contains("v0.17.2 1.33 to 1.35 alpha releases/v0.17.2/vendor abababababab -"))
  }
}
