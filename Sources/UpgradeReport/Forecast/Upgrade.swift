import Kubernetes
import SemanticDiff
import ValueTree

/// The step from one build to another, as the concerns of the forecast look at it.
struct Upgrade: Sendable {
  /// An object of both builds that differs, more than in how it is written.
  struct Changed: Sendable {
    var from: ObjectSet.Entry
    var to: ObjectSet.Entry
    /// Without the cosmetic ones.
    var changes: [Change]
  }

  /// Objects that only the new build has.
  let added: [ObjectSet.Entry]
  /// Objects that only the old build has.
  let removed: [ObjectSet.Entry]
  /// Objects of both builds, equal or not.
  let common: [(from: ObjectSet.Entry, to: ObjectSet.Entry)]
  /// Those of `common` that differ, in the same order.
  let changed: [Changed]
  /// The images that differ.
  let images: [ImageChange]

  init(match: ObjectMatch, changes: ObjectChanges, images: [ImageChange]) {
    self.images = images
    added = match.added
    removed = match.removed
    common = match.common
    let found = Dictionary(changes.changed.map { ($0.object, $0.changes) }, uniquingKeysWith: { first, _ in first })
    changed = match.common.compactMap { pair in
      let changes = (found[pair.to.reference] ?? []).filter { $0.kind != .cosmetic }
      return changes.isEmpty ? nil : Changed(from: pair.from, to: pair.to, changes: changes)
    }
  }

  /// Every object of the old build.
  var olds: [ObjectSet.Entry] { removed + common.map(\.from) }
  /// Every object of the new build.
  var news: [ObjectSet.Entry] { added + common.map(\.to) }
}

extension ObjectReference {
  /// Group and kind in one text, as tables name it: `apps/Deployment`, `/Service`.
  var groupAndKind: String { group + "/" + kind }
}
