import Foundation
import Jsonnet
import Testing

/// Upstream's own program on upstream's libraries: `MONIGEN_UPSTREAM=DIR`, with `DIR/v0.17.0/vendor` and so on.
@Suite struct UpstreamTests {
  private static let folder = ProcessInfo.processInfo.environment["MONIGEN_UPSTREAM"]

  /// Release, and the documents that its `examples/kustomize.jsonnet` makes.
  @Test(
    .enabled(if: folder != nil, "set MONIGEN_UPSTREAM to a folder with v0.13.0 and v0.17.0"),
    arguments: ["v0.13.0", "v0.17.0"])
  func `kustomize.jsonnet makes upstream's files in seconds`(release: String) throws {
    let root = try #require(Self.folder) + "/" + release
    var request = EvaluationRequest(program: .file(path: "examples/kustomize.jsonnet"), displayRoot: root)
    request.searchPath = ["vendor"]
    request.output = .multi
    let prepared = request
    let start = Date()
    let output = try Evaluator.onLargeStack(bytes: 512 << 20) { try Evaluator.evaluate(prepared) }
    print("\(release): \(output.documents.count) documents in \(Date().timeIntervalSince(start)) s")
    let names = output.documents.compactMap(\.name)
    let files = try FileManager.default.subpathsOfDirectory(atPath: root + "/manifests")
    #expect(Set(names.filter { !$0.hasPrefix("..") }.map { $0 + ".yaml" }) == Set(files.filter { $0.hasSuffix(".yaml") }))
  }
}
