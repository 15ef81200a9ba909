import Diagnostics
import Platform

/// A folder of manifests on disk: the trees of several clusters, or one cluster's.
struct ManifestFolder {
  /// As the user wrote it, without a slash at the end.
  private let path: String
  /// The folder's real path: no link may lead out of it.
  private let root: String

  /// - Parameter displayed: what messages call the folder; the path itself where nil.
  /// - Throws: a `Diagnostic` where there is no such folder.
  init(_ path: String, displayed: String? = nil) throws(Diagnostic) {
    guard let root = LocalFiles.realPath(path) else { throw ReferenceProblem.noFolder(path).diagnostic }
    guard LocalFiles.kind(of: root) == .folder else { throw ReferenceProblem.notAFolder(path).diagnostic }
    let name = displayed ?? path
    self.path = name.hasSuffix("/") && name.count > 1 ? String(name.dropLast()) : name
    self.root = root
  }

  /// The clusters: one for each subfolder that monigen built, else the folder itself as one that nobody named.
  ///
  /// - Throws: a `Diagnostic` where there are no manifests, a `DiagnosticList` where a link leads out of the folder.
  func side() throws -> ReferencedSide {
    let trees = try trees()
    guard trees.isEmpty else {
      var side = ReferencedSide(title: path, clusters: trees.map(cluster))
      let others = try others()
      if !others.isEmpty { side.diagnostics = [ReferenceProblem.notBuilt(folder: path, others).diagnostic] }
      return side
    }
    guard try !files(below: "").isEmpty else { throw ReferenceProblem.noManifests(path).diagnostic }
    let name = root.split(separator: "/").last.map(String.init) ?? root
    let cluster = ReferencedCluster(name: name) { try ManifestFiles.objects(of: read(below: "")) }
    return ReferencedSide(title: path, clusters: [cluster], isUnnamed: true)
  }

  /// The subfolders that are trees, in the order of names.
  func trees() throws -> [String] {
    try LocalFiles.entries(of: root, shownAs: path).filter {
      LocalFiles.kind(of: "\(root)/\($0)/\(BuildRecord.fileName)") == .file
    }
  }

  /// The subfolders that are no trees and hold manifests, or cannot be read, in the order of names.
  private func others() throws -> [String] {
    let trees = Set(try trees())
    return try LocalFiles.entries(of: root, shownAs: path).filter { name in
      guard !name.hasPrefix("."), !trees.contains(name), LocalFiles.kind(of: "\(root)/\(name)") == .folder else {
        return false
      }
      return (try? files(below: name).isEmpty) != true
    }
  }

  /// The cluster whose tree a subfolder is.
  func cluster(_ name: String) -> ReferencedCluster {
    ReferencedCluster(name: name) { try ManifestFiles.objects(of: read(below: name)) }
  }

  private func read(below folder: String) throws -> [ManifestFiles.File] {
    try files(below: folder).map { file in
      ManifestFiles.File(
        name: "\(path)/\(file)", bytes: try LocalFiles.read("\(root)/\(file)", shownAs: "\(path)/\(file)"))
    }
  }

  /// The paths of all files that may hold manifests, relative to the folder, sorted folder by folder.
  private func files(below folder: String) throws -> [String] {
    var walk = Walk(root: root, shownAs: path)
    walk.visit(folder, around: [])
    guard walk.problems.isEmpty else { throw DiagnosticList(walk.problems) }
    return walk.found
  }
}

/// One way through a folder and those below it.
private struct Walk {
  let root: String
  let shownAs: String
  var found: [String] = []
  var problems: [Diagnostic] = []

  private static let depthLimit = 64

  init(root: String, shownAs: String) {
    self.root = root
    self.shownAs = shownAs
  }

  /// `around` holds the real paths of the folders that lead here.
  mutating func visit(_ folder: String, around: [String]) {
    let shown = folder.isEmpty ? shownAs : "\(shownAs)/\(folder)"
    guard let real = LocalFiles.realPath("\(root)/\(folder)"), isInside(real) else {
      return fail(.leadsOut(shown))
    }
    guard !around.contains(real) else { return fail(.cycle(shown)) }
    guard around.count < Self.depthLimit else { return fail(.tooDeep(shown)) }
    do {
      for name in try LocalFiles.entries(of: real, shownAs: shown) {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        switch LocalFiles.kind(of: "\(root)/\(path)") {
        case .folder: visit(path, around: around + [real])
        case .file where ManifestFiles.mayHoldManifests(name): add(path)
        default: break
        }
      }
    } catch {
      problems += DiagnosticList(error).all
    }
  }

  private mutating func add(_ path: String) {
    guard let real = LocalFiles.realPath("\(root)/\(path)"), isInside(real) else {
      return fail(.leadsOut("\(shownAs)/\(path)"))
    }
    found.append(path)
  }

  private mutating func fail(_ problem: ReferenceProblem) { problems.append(problem.diagnostic) }

  private func isInside(_ path: String) -> Bool { path == root || path.hasPrefix(root == "/" ? "/" : root + "/") }
}
