import Diagnostics
import Foundation
import Platform

/// The folder that the trees of all clusters go to.
struct OutputFolder {
  /// As somebody in the working directory would write it: `generated`, `../generated`.
  let path: String
  private let project: Project
  private let settings: Settings
  private let isOwn: Bool

  /// - Parameter given: what the command line says; the project's own folder where nil.
  /// - Throws: a `Diagnostic` where trees would end up among the files that monigen reads.
  init(_ given: String?, project: Project, settings: Settings) throws {
    self.project = project
    self.settings = settings
    isOwn = given == nil
    let current = FileManager.default.currentDirectoryPath
    path = given.map(Self.normal) ?? Self.relative(Self.normal(project.absolute(settings.output)), to: current)
    let absolute = Self.real(path.hasPrefix("/") ? path : "\(current)/\(path)")
    for source in [settings.clusters] + settings.libraryPath {
      let folder = LocalFiles.realPath(project.absolute(source)) ?? project.absolute(source)
      guard absolute == folder || absolute.hasPrefix(folder + "/") else { continue }
      throw Diagnostic(
        "the output folder is within '\(source)', where monigen reads from", at: SourceLocation(file: path),
        hint: "choose another folder, such as generated")
    }
  }

  /// The folders of trees whose cluster is gone: whoever applies the trees would go on applying them.
  func orphans() throws -> [String] {
    guard isOwn else { return [] }
    let clusters = Set(try ClusterFolder.scan(settings.clusters, of: project).map(\.name))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().filter { name in
      !clusters.contains(name) && LocalFiles.kind(of: "\(path)/\(name)/\(BuildRecord.fileName)") == .file
    }.map { "\(path)/\($0)" }
  }

  /// Without empty parts and `.`, and without a slash at the end.
  private static func normal(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + parts }
    return parts.isEmpty ? "." : parts
  }

  /// How to get from one absolute folder to another, where neither has a link or `..` in it.
  private static func relative(_ path: String, to folder: String) -> String {
    let target = path.split(separator: "/"), start = folder.split(separator: "/")
    let common = zip(target, start).prefix { $0 == $1 }.count
    // From another place altogether the absolute path says more.
    guard common > 0 else { return path }
    let steps = start.dropFirst(common).map { _ in ".." } + target.dropFirst(common).map(String.init)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// The real path as far as the folders are there.
  private static func real(_ path: String) -> String {
    if let real = LocalFiles.realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return real(String(path[..<slash])) + path[slash...]
  }
}
