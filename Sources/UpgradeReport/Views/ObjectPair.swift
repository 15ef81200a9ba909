import Kubernetes
import SemanticDiff

/// The two sides of one object; at least one of them is there.
struct ObjectPair: Sendable {
  /// The old side; nil for an object that is new.
  var from: ObjectSet.Entry?
  /// The new side; nil for an object that is gone.
  var to: ObjectSet.Entry?
  /// The object as the new side names it, or as the old one did.
  var reference: ObjectReference

  /// An object that both sides have.
  init(from: ObjectSet.Entry, to: ObjectSet.Entry) {
    self.from = from
    self.to = to
    reference = to.reference
  }

  /// An object that only the new side has.
  init(added: ObjectSet.Entry) {
    to = added
    reference = added.reference
  }

  /// An object that only the old side has.
  init(removed: ObjectSet.Entry) {
    from = removed
    reference = removed.reference
  }
}

extension ObjectPair {
  /// Every object of both sides, in the order of references, which is then that of every view.
  static func all(in match: ObjectMatch) -> [ObjectPair] {
    (match.common.map { ObjectPair(from: $0.from, to: $0.to) } + match.added.map { ObjectPair(added: $0) }
      + match.removed.map { ObjectPair(removed: $0) }).sorted { $0.reference < $1.reference }
  }
}
