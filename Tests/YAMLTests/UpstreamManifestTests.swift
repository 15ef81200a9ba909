import Foundation
import Testing
import ValueTree

@testable import YAML

/// Upstream's own files, where somebody has them at hand: MONIGEN_MANIFESTS=DIR names a folder of them. They are not
/// part of this project, so without the variable the test is skipped.
private let manifestFolder = ProcessInfo.processInfo.environment["MONIGEN_MANIFESTS"]

@Suite("upstream's committed manifests")
struct UpstreamManifestTests {
  @Test(
    "every file reads and writes back byte for byte",
    .enabled(if: manifestFolder != nil, "MONIGEN_MANIFESTS=DIR names upstream's manifests"))
  func roundTrip() throws {
    let folder = URL(fileURLWithPath: try #require(manifestFolder))
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let value = try YAMLReader.read(bytes, file: file.path)
      let written = YAMLWriter.write(value)
      #expect(Array(written.utf8) == bytes, "\(file.path): \(firstDifference(written, String(decoding: bytes, as: UTF8.self)))")
      #expect(try YAMLReader.readLocated(bytes, file: file.path).value == value)
    }
    print("checked \(files.count) upstream manifests below \(folder.path)")
    #expect(!files.isEmpty)
  }
}

private func firstDifference(_ ours: String, _ theirs: String) -> String {
  let pairs = zip(ours.split(separator: "\n"), theirs.split(separator: "\n"))
  guard let pair = pairs.first(where: { $0 != $1 }) else { return "one is longer" }
  return "wrote \(pair.0), expected \(pair.1)"
}
