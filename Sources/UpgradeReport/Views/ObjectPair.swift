import Kubernetes

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
  /// Every object of both sides, those of the new side first.
  static func all(from: ObjectSet, to: ObjectSet) -> [ObjectPair] {
    let olds = Dictionary(from.entries.map { ($0.reference, $0) }, uniquingKeysWith: { a, _ in a })
    let news = Set(to.entries.map(\.reference))
    return to.entries.map { new in olds[new.reference].map { ObjectPair(from: $0, to: new) } ?? ObjectPair(added: new) }
      + from.entries.filter { !news.contains($0.reference) }.map { ObjectPair(removed: $0) }
  }
}
