/// Which values a label may have: always at least those that it does have, so that what is not among them is certain.
///
/// A series without a label has the empty text as its value, as in matchers.
struct LabelValues: Sendable, Hashable {
  /// One text, or some that have something in common.
  enum Alternative: Sendable, Hashable {
    /// This text; the empty one for a label that is not there.
    case exactly(String)
    /// Any text that begins so, which is not empty.
    case startingWith(String)
    /// Any text but the empty one and these.
    case text(except: Set<String>)
  }

  /// Without any of them there is no series.
  private(set) var alternatives: Set<Alternative>

  /// More alternatives than a person would write are any text.
  private static let greatestCount = 100

  init(_ alternatives: Set<Alternative>) {
    guard alternatives.count > Self.greatestCount else {
      self.alternatives = alternatives
      return
    }
    let hasEmpty = alternatives.contains(.exactly(""))
    self.alternatives = hasEmpty ? Self.any.alternatives : Self.present.alternatives
  }

  /// Anything may be: the label is there or not.
  static let any = LabelValues([.exactly(""), .text(except: [])])
  /// The label is there, with any value.
  static let present = LabelValues([.text(except: [])])
  /// The label is not there.
  static let absent = LabelValues([.exactly("")])

  /// One value; the empty text for a label that is not there.
  static func exactly(_ value: String) -> LabelValues { LabelValues([.exactly(value)]) }

  /// Whether no series can have such a value.
  var isImpossible: Bool { alternatives.isEmpty }
  /// Whether the label is surely not there.
  var isAbsent: Bool { self == .absent }
  /// Whether the label surely is there.
  var isPresent: Bool { !alternatives.contains(.exactly("")) }

  /// Values of the one or the other.
  func union(_ other: LabelValues) -> LabelValues { LabelValues(alternatives.union(other.alternatives)) }

  /// Values that both may have.
  func intersection(_ other: LabelValues) -> LabelValues {
    if self == other { return self }
    var found: Set<Alternative> = []
    for mine in alternatives {
      for theirs in other.alternatives {
        if let common = mine.intersection(theirs) { found.insert(common) }
      }
    }
    return LabelValues(found)
  }
}

extension LabelValues.Alternative {
  fileprivate func intersection(_ other: LabelValues.Alternative) -> LabelValues.Alternative? {
    switch (self, other) {
    case (.exactly(let a), .exactly(let b)): a == b ? self : nil
    case (.exactly(let text), .startingWith(let start)): text.hasPrefix(start) ? self : nil
    case (.exactly(let text), .text(let except)): text.isEmpty || except.contains(text) ? nil : self
    case (.startingWith(let a), .startingWith(let b)): a.hasPrefix(b) ? self : b.hasPrefix(a) ? other : nil
    case (.startingWith, .text): self
    case (.text(let a), .text(let b)): .text(except: a.union(b))
    case (.startingWith, .exactly), (.text, .exactly), (.text, .startingWith): other.intersection(self)
    }
  }
}
