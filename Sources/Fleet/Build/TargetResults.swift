import Diagnostics
import Kubernetes
import Platform
import Synchronization
import ValueTree

/// What the results of targets hold, read and written as files once for all clusters that have them: whole results, and
/// single manifests of results that differ.
final class TargetResults: Sendable {
  /// What one result has, and what it has to say.
  struct Contents: Sendable {
    /// In the order of component and object names.
    var manifests: [ManifestFile]
    /// Its share of the manifest that several results have, where it has one.
    var share: ManifestShare?
    var problems: [EvaluatedTarget.Problem]
  }

  private struct ManifestKey: Hashable {
    var component: String
    var object: String
    /// Of the manifest, or of each of its shares.
    var digests: [Digest]
  }

  private struct State {
    var contents: [Digest: Result<Contents, DiagnosticList>] = [:]
    var manifests: [ManifestKey: ManifestFile] = [:]
  }

  private let state = Mutex(State())

  /// What a result holds.
  ///
  /// - Throws: a `DiagnosticList` where it is not what `main.libsonnet` must give.
  func contents(of text: [UInt8], _ digest: Digest) throws -> Contents {
    if let known = state.withLock({ $0.contents[digest] }) { return try known.get() }
    let contents = Result { try read(text) }.mapError { DiagnosticList($0) }
    state.withLock { $0.contents[digest] = contents }
    return try contents.get()
  }

  /// The manifests of a cluster whose targets have these results, in the order of component and object names.
  func manifests(of contents: [Contents]) throws -> [ManifestFile] {
    var manifests = contents.flatMap(\.manifests)
    let shares = contents.compactMap(\.share)
    if let first = shares.first {
      let manifest = first.manifest
      let key = ManifestKey(component: manifest.component, object: manifest.object, digests: shares.map(\.digest))
      manifests.append(try file(key) { try first.joined(with: shares.dropFirst()) })
    }
    return Self.sorted(manifests)
  }

  private func read(_ text: [UInt8]) throws -> Contents {
    guard let parts = ResultParts(text)?.manifests else {
      let evaluated = try EvaluatedTarget(json: text)
      // What is no plain result holds problems, and comes to no manifests.
      return Contents(manifests: evaluated.manifests.map(ManifestFile.init), problems: evaluated.problems)
    }
    var contents = Contents(manifests: [], problems: [])
    for part in parts {
      let key = ManifestKey(component: part.component, object: part.object, digests: [Digest(of: part.json)])
      func manifest() throws -> Manifest {
        let value = try JSONReader.read(Array(part.json), file: EvaluatedTarget.file)
        return Manifest(component: part.component, object: part.object, value: value)
      }
      if Target.isShared(component: part.component, object: part.object) {
        contents.share = ManifestShare(manifest: try manifest(), digest: key.digests[0])
      } else {
        contents.manifests.append(try file(key, manifest))
      }
    }
    contents.manifests = Self.sorted(contents.manifests)
    return contents
  }

  private func file(_ key: ManifestKey, _ manifest: () throws -> Manifest) rethrows -> ManifestFile {
    if let known = state.withLock({ $0.manifests[key] }) { return known }
    let file = ManifestFile(try manifest())
    state.withLock { $0.manifests[key] = file }
    return file
  }

  private static func sorted(_ manifests: [ManifestFile]) -> [ManifestFile] {
    manifests.sorted { ($0.manifest.component, $0.manifest.object) < ($1.manifest.component, $1.manifest.object) }
  }
}
