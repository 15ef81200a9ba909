import Foundation
import Testing

/// Upstream's own pipeline with upstream's own libraries gives the files that upstream committed.
///
/// `MONIGEN_UPSTREAM=DIR`, where `DIR/v0.17.0` has `vendor/` as `jb install` makes it, `examples/kustomize.jsonnet`,
/// `manifests/` and `kustomization.yaml`; `MONIGEN_MANIFESTS=DIR` may give the committed files of `DIR/v0.17.0`
/// instead.
@Suite("Render in place of upstream's pipeline", .serialized)
struct UpstreamRenderTests {
  private static let upstream = folder("MONIGEN_UPSTREAM")

  @Test(
    "Every file of upstream's examples/kustomize.jsonnet, byte for byte",
    .enabled(if: upstream != nil, "set MONIGEN_UPSTREAM to a folder with v0.13.0 and v0.17.0 to run it"),
    arguments: ["v0.13.0", "v0.17.0"])
  func everyFile(release: String) async throws {
    let sources = try #require(Self.upstream).appending(path: release)
    let workspace = try Workspace()
    try workspace.makeFolder("examples")
    try FileManager.default.copyItem(
      at: sources.appending(path: "examples/kustomize.jsonnet"),
      to: workspace.folder.appending(path: "examples/kustomize.jsonnet"))
    let outcome = try await workspace.monigen(
      "render", "-J", sources.appending(path: "vendor").path, "-m", "manifests", "examples/kustomize.jsonnet")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)

    let expected = try Self.committed(release, sources)
    let found = Set(outcome.output.split(separator: "\n").map(String.init))
    #expect(found == Set(expected.keys))
    let equal = expected.filter { path, contents in
      (try? Data(contentsOf: workspace.folder.appending(path: path))) == contents
    }
    print("\(release): \(equal.count) of \(expected.count) files are upstream's, byte for byte")
    #expect(Set(expected.keys).subtracting(equal.keys).sorted() == [])
    #expect(expected.count == 96)
  }

  /// What upstream committed, by its path in upstream's repository.
  private static func committed(_ release: String, _ sources: URL) throws -> [String: Data] {
    let manifests = folder("MONIGEN_MANIFESTS")?.appending(path: release) ?? sources.appending(path: "manifests")
    var files = ["kustomization.yaml": try Data(contentsOf: sources.appending(path: "kustomization.yaml"))]
    for name in try FileManager.default.subpathsOfDirectory(atPath: manifests.path) where name.hasSuffix(".yaml") {
      files["manifests/" + name] = try Data(contentsOf: manifests.appending(path: name))
    }
    return files
  }

  private static func folder(_ variable: String) -> URL? {
    ProcessInfo.processInfo.environment[variable].map { URL(filePath: $0).resolvingSymlinksInPath() }
  }
}
