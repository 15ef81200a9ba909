import ValueTree

/// One difference between two values.
public struct Change: Sendable, Hashable {
  /// What happened at the place.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// There is a value where there was none.
    case added
    /// There is none any more.
    case removed
    /// The value is another.
    case changed
    /// An item of a list whose order counts stands elsewhere; `from` and `to` are its indices. What else changed about
    /// it are changes of their own.
    case moved
    /// The value is written differently and means the same: `1000m` and `1`.
    case cosmetic
  }

  /// The place, as a person reads it.
  public var path: ChangePath
  /// What happened there.
  public var kind: Kind
  /// The old value; nil where there was none.
  public var from: Value?
  /// The new value; nil where there is none any more.
  public var to: Value?

  /// Where the change stands in the two values themselves, by keys and indices; nil for what has no place of its own:
  /// a permission that several rules grant, a change within a document that a string holds.
  public var position: Position?

  /// The places of a change in the old and in the new value.
  public struct Position: Sendable, Hashable {
    /// In the old value. For something added: where it would stand, in the container that both values have.
    public var from: ValuePath
    /// In the new value. For something removed: where it would stand, likewise.
    public var to: ValuePath

    /// The places of one change.
    public init(from: ValuePath, to: ValuePath) {
      self.from = from
      self.to = to
    }
  }

  /// A change of any kind; which of `from` and `to` are there is the caller's to keep.
  public init(path: ChangePath, kind: Kind, from: Value? = nil, to: Value? = nil, position: Position? = nil) {
    self.path = path
    self.kind = kind
    self.from = from
    self.to = to
    self.position = position
  }
}
