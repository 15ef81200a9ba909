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
    /// An item of a list whose order counts stands elsewhere.
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

  /// A change of any kind; which of `from` and `to` are there is the caller's to keep.
  public init(path: ChangePath, kind: Kind, from: Value? = nil, to: Value? = nil) {
    self.path = path
    self.kind = kind
    self.from = from
    self.to = to
  }
}
