extension Change {
  /// The same change of a document, with its path beginning at `place`; in the object itself it has no position.
  func below(_ place: ChangePath) -> Change {
    var copy = self
    copy.path.steps = place.steps + path.steps
    copy.position = nil
    return copy
  }
}

extension [Change] {
  /// The same changes in the order of the members of the object that they are about; those of one member as they stand.
  func orderedByFirstKey() -> [Change] {
    let keys = map { change -> String in
      if case .key(let key)? = change.path.steps.first { key } else { "" }
    }
    return indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { self[$0] }
  }
}
