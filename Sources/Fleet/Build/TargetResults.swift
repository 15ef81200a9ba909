import Diagnostics
import Kubernetes
import Platform

/// What the results of targets hold, read and written as files once for all clusters that have them.
struct TargetResults {
  /// The manifests of one result, in the order of component and object names, and what it has to say.
  struct Contents {
    var manifests: [ManifestFile]
    var problems: [EvaluatedTarget.Problem]
  }

  private var known: [Digest: Result<Contents, DiagnosticList>] = [:]

  /// What a result holds.
  ///
  /// - Throws: a `DiagnosticList` where it is not what `main.libsonnet` must give.
  mutating func contents(of hit: TargetCache.Hit) throws -> Contents {
    if let contents = known[hit.digest] { return try contents.get() }
    let contents = Result { try Self.read(hit.text) }.mapError { DiagnosticList($0) }
    known[hit.digest] = contents
    return try contents.get()
  }

  private static func read(_ json: String) throws -> Contents {
    let evaluated = try EvaluatedTarget(json: json)
    return Contents(manifests: evaluated.manifests.map(ManifestFile.init), problems: evaluated.problems)
  }
}
