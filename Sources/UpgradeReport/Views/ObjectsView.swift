import Kubernetes
import SemanticDiff
import ValueTree

/// Every object and every change: what the other views summarise.
enum ObjectsView {
  /// Each list in the order of references; objects that say the same are left out.
  static func changes(_ match: ObjectMatch) -> ObjectChanges {
    let comparison = ObjectComparison(definitions: definitions(match))
    var changes = ObjectChanges()
    changes.added = match.added.map(\.reference)
    changes.removed = match.removed.map(\.reference)
    changes.changed = match.common.compactMap { from, to in
      let found = comparison.changes(from: from.value, to: to.value)
      return found.isEmpty ? nil : ObjectChanges.Changed(object: to.reference, changes: found)
    }
    return changes
  }

  /// The definitions of both builds, the new build's last.
  private static func definitions(_ match: ObjectMatch) -> [Value] {
    (match.removed.map(\.value) + match.common.map(\.from.value) + match.common.map(\.to.value)
      + match.added.map(\.value)).filter { $0["kind"] == "CustomResourceDefinition" }
  }
}
