import Foundation
import Testing

@Suite("The bundled project")
struct BundledProjectTests {
  private static let committedTrees = Workspace.project.appending(path: "generated")

  @Test(
    "a build with another language and time zone, in another place, gives the committed trees byte for byte",
    .enabled(if: FileManager.default.fileExists(atPath: committedTrees.path), "generated/ is not committed yet"))
  func committed() throws {
    let built = try BundledProject.built.get().tree("generated")
    let committed = try Workspace.tree(of: Self.committedTrees)
    #expect(built.keys.sorted() == committed.keys.sorted())
    let different = built.keys.filter { built[$0] != committed[$0] }.sorted()
    #expect(different.isEmpty, "./build.sh writes them")
  }

  @Test("every cluster has a tree, and its kustomization names every file")
  func kustomization() throws {
    let project = try BundledProject.built.get()
    let folders = try FileManager.default.contentsOfDirectory(atPath: project.folder.appending(path: "generated").path)
    #expect(folders.sorted() == BundledProject.clusters)
    for cluster in BundledProject.clusters {
      let files = Set(try project.tree("generated/\(cluster)").keys).subtracting(["kustomization.yaml", "monigen.lock.json"])
      let lines = try project.read("generated/\(cluster)/kustomization.yaml").split(separator: "\n")
      let resources = lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
      #expect(Set(resources) == files)
      #expect(resources.count == files.count)
    }
  }

  @Test("no path of the machine is in any file")
  func noMachinePaths() throws {
    let project = try BundledProject.built.get()
    let marks = [project.folder.lastPathComponent, Workspace.project.path, "/nowhere"]
    for (name, contents) in try project.tree("generated") {
      let text = String(decoding: contents, as: UTF8.self)
      for mark in marks { #expect(!text.contains(mark), "\(name) has \(mark)") }
    }
  }
}

extension Workspace {
  /// Every file below any folder with its contents.
  static func tree(of folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }
}
