import Diagnostics
import Kubernetes
import Platform
import Synchronization
import ValueTree

/// What the results of targets hold, read and written as files once for all clusters that have them: whole results, and
/// single manifests of results that differ.
final class TargetResults: Sendable {
  /// The manifests of one result, in the order of component and object names, and what it has to say.
  struct Contents: Sendable {
    var manifests: [ManifestFile]
    var problems: [EvaluatedTarget.Problem]
  }

  private struct ManifestKey: Hashable {
    var component: String
    var object: String
    var digest: Digest
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

  private func read(_ text: [UInt8]) throws -> Contents {
    guard let parts = ResultParts(text)?.manifests else {
      let evaluated = try EvaluatedTarget(json: text)
      return Contents(manifests: evaluated.manifests.map(ManifestFile.init), problems: evaluated.problems)
    }
    let manifests = try parts.map { part in
      let key = ManifestKey(component: part.component, object: part.object, digest: Digest(of: part.json))
      if let known = state.withLock({ $0.manifests[key] }) { return known }
      let value = try JSONReader.read(Array(part.json), file: EvaluatedTarget.file)
      let file = ManifestFile(Manifest(component: part.component, object: part.object, value: value))
      state.withLock { $0.manifests[key] = file }
      return file
    }
    return Contents(
      manifests: manifests.sorted {
        ($0.manifest.component, $0.manifest.object) < ($1.manifest.component, $1.manifest.object)
      }, problems: [])
  }
}
