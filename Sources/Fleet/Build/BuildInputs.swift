import Diagnostics
import Platform

/// Everything that one cluster's build read, for its `monigen.lock.json`.
struct BuildInputs {
  let project: Project
  let settings: Settings
  let states: FileStates

  /// - Parameter imported: what Jsonnet imported.
  func record(of cluster: Cluster, imported: [TraceInputs.File]) throws -> BuildRecord {
    let sources = try Set(cluster.inputs.map(realPath)).map { path in
      guard let digest = states.digest(of: path) else {
        // To read it once more says why it cannot be read; it may be back, too.
        let contents = try LocalFiles.read(path, shownAs: project.displayed(path))
        return BuildRecord.Input(path: name(of: path), digest: Digest(of: contents))
      }
      return BuildRecord.Input(path: name(of: path), digest: digest)
    }
    let inputs = sources + imported.map { BuildRecord.Input(path: name(of: $0.path), digest: $0.digest) }
    return BuildRecord(
      release: cluster.release.full, stack: cluster.stack.rawValue,
      inputs: inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
  }

  /// All that a cluster's tree is made of, in short: equal ones have equal files and equal records.
  ///
  /// - Parameter sources: the digests of the cluster's results and of their inputs.
  func origin(of cluster: Cluster, _ sources: [Digest]) -> Digest {
    // What names of inputs are relative to, and what else the record has.
    var parts = [ToolIdentity.text, project.root, cluster.release.full, cluster.stack.rawValue]
    parts += ([settings.vendor.directory] + settings.libraryPath).map(realPath)
    parts += Set(cluster.inputs.map(realPath)).sorted().flatMap { [$0, states.digest(of: $0)?.hex ?? ""] }
    parts += sources.map(\.hex)
    return Digest(of: parts.joined(separator: "\0"))
  }

  /// A name that is the same on every machine: relative to the project, or to the settings' folder that it is below.
  private func name(of path: String) -> String {
    if let name = Self.relative(path, to: project.root) { return name }
    if let name = Self.relative(path, to: realPath(settings.vendor.directory)) { return "releases/" + name }
    for (index, folder) in settings.libraryPath.enumerated() {
      if let name = Self.relative(path, to: realPath(folder)) { return "libraryPath[\(index)]/" + name }
    }
    return String(path.split(separator: "/").last ?? "")
  }

  private func realPath(_ path: String) -> String {
    states.realPath(of: project.absolute(path)) ?? project.absolute(path)
  }

  private static func relative(_ path: String, to folder: String) -> String? {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }
}
