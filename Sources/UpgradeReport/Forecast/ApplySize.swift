import Checks
import Kubernetes
import ValueTree

/// Objects that `kubectl apply` cannot apply, because it keeps a copy of them in an annotation.
enum ApplySize {
  /// The API server's limit for all annotations of an object, in bytes (`TotalAnnotationSizeLimitB`).
  static let limit = 262_144

  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let olds = upgrade.changed.map { (old: Optional($0.from), new: $0.to) } + upgrade.added.map { (nil, $0) }
    return olds.compactMap { old, new in
      let size = Self.size(new.value)
      // Who applied it before knows how.
      guard size > limit, old.map({ Self.size($0.value) <= limit }) ?? true else { return nil }
      return Finding(
        .breaking, .applySize, new.reference,
        "the object takes \(size) bytes as JSON, more than the \(limit) that fit into kubectl apply's annotation",
        hint: "apply it with --server-side, in Argo CD with the sync option ServerSideApply=true",
        command: new.source.map { "kubectl apply --server-side --force-conflicts --filename \(Kubectl.word($0.file))" })
    }
  }

  private static func size(_ value: Value) -> Int { JSONWriter.compact(value).utf8.count }
}
