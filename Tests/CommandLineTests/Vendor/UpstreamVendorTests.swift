import Foundation
import Testing
import ValueTree

/// Upstream itself, from bare clones at hand: `MONIGEN_GITHUB_CLONES=DIR`, where `DIR/OWNER+NAME/repo` is the clone of
/// `github.com/OWNER/NAME`; of `grafana/grafana`, which is too large to have, `DIR/grafana-mixin/RELEASE` takes the
/// place of the one folder that is needed, or `MONIGEN_GRAFANA_MIXIN=DIR` with `DIR/RELEASE`.
@Suite("monigen vendor with upstream's repositories", .serialized)
struct UpstreamVendorTests {
  private static let clones = ProcessInfo.processInfo.environment["MONIGEN_GITHUB_CLONES"].map { URL(filePath: $0) }
  private static let mixins = ProcessInfo.processInfo.environment["MONIGEN_GRAFANA_MIXIN"].map { URL(filePath: $0) }
    ?? clones?.appending(path: "grafana-mixin")
  private static let mixin = "github.com/grafana/grafana/grafana-mixin"

  @Test(
    "all sums are those of upstream's lock, and render gives upstream's manifests byte for byte",
    .enabled(if: clones != nil, "set MONIGEN_GITHUB_CLONES to a folder of bare clones to run it"),
    arguments: ["v0.13.0", "v0.17.0"])
  func release(tag: String) async throws {
    let clones = try #require(Self.clones), mixins = try #require(Self.mixins)
    let workspace = try Workspace()
    try workspace.write("", to: "monigen.yaml")
    var configuration = "[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n[safe]\n\tdirectory = *\n"
    for folder in try FileManager.default.contentsOfDirectory(atPath: clones.path).sorted() where folder.contains("+") {
      let name = "https://github.com/\(folder.replacing("+", with: "/", maxReplacements: 1))"
      configuration += "[url \"file://\(clones.path)/\(folder)/repo\"]\n"
      configuration += "\tinsteadOf = \(name)\n\tinsteadOf = \(name).git\n"
    }
    let environment = [
      "GIT_CONFIG_GLOBAL": try workspace.write(configuration, to: "gitconfig").path,
      "XDG_CACHE_HOME": workspace.folder.appending(path: "cache").path,
    ]
    let replacement = "\(Self.mixin)=\(mixins.appending(path: tag).path)"
    let outcome = try await workspace.monigen("vendor", tag, "--replace", replacement, environment: environment)
    try #require(outcome.status == 0, "\(outcome.errors)")

    let repository = clones.appending(path: "prometheus-operator+kube-prometheus/repo")
    func upstream(_ path: String) throws -> String {
      try Binary.run(
        URL(filePath: "/usr/bin/git"), ["show", "\(tag):\(path)"], in: repository, environment: environment
      ).output
    }
    let expected = try Self.sums(try upstream("jsonnetfile.lock.json"))
    let found = try Self.sums(try workspace.read("releases/\(tag)/jsonnetfile.lock.json"))
    #expect(expected.count > 15)
    for (name, sum) in expected where !name.contains("grafana/grafana.git") { #expect(found[name] == sum, "\(name)") }

    try workspace.write(try upstream("examples/kustomize.jsonnet"), to: "examples/kustomize.jsonnet")
    let rendered = try await workspace.monigen(
      "render", "-J", "releases/\(tag)/vendor", "-m", "manifests", "examples/kustomize.jsonnet")
    try #require(rendered.status == 0, "\(rendered.errors)")
    let files = rendered.output.split(separator: "\n").map(String.init)
    #expect(files.count == 96)
    for file in files { #expect(try workspace.read(file) == (try upstream(file)), "\(file)") }
  }

  /// The sums of a jsonnet-bundler lock, by repository and folder.
  private static func sums(_ lock: String) throws -> [String: String] {
    var sums: [String: String] = [:]
    for entry in try JSONReader.read(lock)["dependencies"]?.array ?? [] {
      guard let git = entry["source"]?["git"], let sum = entry["sum"]?.string else { continue }
      sums["\(git["remote"]?.string ?? "") \(git["subdir"]?.string ?? "")"] = sum
    }
    return sums
  }
}
