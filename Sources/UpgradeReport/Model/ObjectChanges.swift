import Kubernetes
import SemanticDiff

/// The objects that came, went and changed.
public struct ObjectChanges: Sendable, Hashable {
  /// One object that both sides have, and how it differs.
  public struct Changed: Sendable, Hashable {
    /// The object as the new side names it.
    public var object: ObjectReference
    /// In the order of the object; cosmetic ones are among them.
    public var changes: [Change]

    /// An object and its changes.
    public init(object: ObjectReference, changes: [Change]) {
      self.object = object
      self.changes = changes
    }

    /// Whether the object is only written differently.
    public var isCosmetic: Bool { changes.allSatisfy { $0.kind == .cosmetic } }
  }

  /// Objects that only the new side has.
  public var added: [ObjectReference] = []
  /// Objects that only the old side has.
  public var removed: [ObjectReference] = []
  /// Objects that differ, cosmetically or not.
  public var changed: [Changed] = []

  /// No change.
  public init() {}
}
