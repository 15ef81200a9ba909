import Diagnostics
import Kubernetes
import Platform

/// Builds that are looked at by themselves.
extension ReferenceResolver {
  /// What a command line picks: clusters, evaluated as they are now, and folders of manifests.
  ///
  /// A text with a slash is a folder, and so is the name of one that no cluster has; anything else selects clusters.
  ///
  /// - Parameter names: names, globs and labels of clusters, and folders; all clusters where empty.
  /// - Throws: a `Diagnostic` or a `DiagnosticList` where something names nothing, or a cluster fails.
  public func builds(of names: [String]) async throws -> [ReferencedCluster] {
    let clusters = (try? ClusterFolder.scan(pipeline.settings.clusters, of: pipeline.project).map(\.name)) ?? []
    let folders = names.filter { Self.isFolder($0) && !clusters.contains($0) }
    let selection = names.filter { !folders.contains($0) }
    let evaluated =
      selection.isEmpty && !folders.isEmpty ? [] : try await evaluate([.current], selection).flatMap(\.clusters)
    return try evaluated + folders.flatMap(Self.builds)
  }

  /// Whether a text may name a folder: it has a slash, or there is one.
  public static func isFolder(_ text: String) -> Bool {
    text.contains("/") || [".", ".."].contains(text) || LocalFiles.kind(of: text) == .folder
  }

  private static func builds(in path: String) throws -> [ReferencedCluster] {
    guard LocalFiles.kind(of: path) != nil else { throw ReferenceProblem.nothingToCheck(path).diagnostic }
    let side = try ManifestFolder(path).side()
    // Folders of several places may have one name: the one that nobody named is called by its path.
    return side.clusters.enumerated().map { index, cluster in
      ReferencedCluster(name: side.isUnnamed ? side.title : cluster.name) {
        var objects = try await cluster.objects()
        // What there is to say about the folder is said once.
        if index == 0 { objects.diagnostics += side.diagnostics }
        return objects
      }
    }
  }
}
