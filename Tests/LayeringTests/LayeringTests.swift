import Foundation
import Testing

/// SwiftPM lets an executable import modules that it never declared, so the layers are held by reading import lines.
@Suite("Layers")
struct LayeringTests {
  /// What each module of the project may import of the project, and which system modules besides the standard library.
  private static let allowed: [String: Set<String>] = [
    "Diagnostics": [],
    "Platform": ["Diagnostics", "CPosix", "CCrypto", "Dispatch", "Glibc", "Synchronization"],
    "ValueTree": ["Diagnostics", "OrderedCollections"],
    "YAML": ["ValueTree", "Diagnostics", "CLibYAML"],
    "Jsonnet": [
      "ValueTree", "Platform", "Diagnostics", "CJsonnet", "CTraces", "Foundation", "Glibc", "Synchronization",
    ],
    "Schema": ["ValueTree", "Diagnostics", "Foundation"],
    "Relabeling": ["Schema", "ValueTree", "CRE2", "Synchronization"],
    "PromQL": [],
    "Kubernetes": ["ValueTree", "Diagnostics"],
    "SemanticDiff": ["Kubernetes", "PromQL", "YAML", "ValueTree", "Platform", "Diagnostics", "OrderedCollections"],
    "Checks": ["Kubernetes", "Relabeling", "PromQL", "YAML", "ValueTree", "Diagnostics", "Synchronization"],
    "UpgradeReport": [
      "Checks", "SemanticDiff", "Kubernetes", "Schema", "PromQL", "YAML", "ValueTree", "Diagnostics",
    ],
    "Vendoring": ["ValueTree", "Platform", "Diagnostics", "Foundation", "Glibc", "Synchronization"],
    "Fleet": [
      "Checks", "Kubernetes", "Jsonnet", "YAML", "Schema", "ValueTree", "Platform", "Diagnostics", "CPosix", "Foundation",
      "Glibc", "Synchronization",
    ],
    "monigen": [
      "Fleet", "Vendoring", "UpgradeReport", "Checks", "SemanticDiff", "PromQL", "Kubernetes", "Jsonnet", "YAML",
      "Schema", "ValueTree", "Platform", "Diagnostics", "ArgumentParser", "Foundation", "Glibc", "Synchronization",
    ],
  ]

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test("a module imports only what stands below it", arguments: allowed.keys.sorted())
  func imports(module: String) throws {
    let files = try Self.swiftFiles(of: module)
    #expect(!files.isEmpty, "module \(module) has no Swift file below \(Self.sources.path)")
    for file in files {
      for (number, imported) in try Self.imports(in: file) {
        #expect(
          Self.allowed[module, default: []].contains(imported),
          "\(module)/\(file.lastPathComponent):\(number) imports \(imported)")
      }
    }
  }

  @Test("every module is in the table")
  func complete() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    #expect(Set(folders.filter { !Self.isCModule($0) }) == Set(Self.allowed.keys))
  }

  @Test("only the module that owns a C library shows none of it in its interface")
  func internalImports() throws {
    for module in Self.allowed.keys.sorted() {
      for file in try Self.swiftFiles(of: module) {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let words = line.split(separator: " ")
          guard words.last.map({ Self.isCModule(String($0)) }) == true, words.contains("import") else { continue }
          #expect(words.first == "internal", "\(file.lastPathComponent): write 'internal \(line)'")
        }
      }
    }
  }

  private static func isCModule(_ name: String) -> Bool {
    ["CJsonnet", "CLibYAML", "CPosix", "CCrypto", "CRE2", "CTraces"].contains(name)
  }

  private static func swiftFiles(of module: String) throws -> [URL] {
    let folder = sources.appending(path: module)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    return names.sorted().map { folder.appending(path: $0) }
  }

  /// The line numbers and names of a file's imports.
  private static func imports(in file: URL) throws -> [(Int, String)] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy(isImportModifier),
        let name = words.last, place < words.count - 1
      else { return nil }
      return (index + 1, String(name.split(separator: ".")[0]))
    }
  }

  private static func isImportModifier(_ word: Substring) -> Bool {
    ["internal", "private", "package", "public", "fileprivate"].contains(word) || word.hasPrefix("@")
  }
}
