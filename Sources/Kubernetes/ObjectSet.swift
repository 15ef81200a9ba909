import Diagnostics
import ValueTree

/// The objects of one cluster, whatever they were read from: a build, a tree, a folder of manifests.
public struct ObjectSet: Sendable {
  /// One object and where it came from.
  public struct Entry: Sendable {
    /// Which object it is.
    public var reference: ObjectReference
    /// The object as it was read or evaluated.
    public var value: Value
    /// The file that holds it, as a person would name it; nil for an object that was just evaluated.
    public var source: SourceLocation?

    /// An object whose reference is known.
    public init(reference: ObjectReference, value: Value, source: SourceLocation? = nil) {
      self.reference = reference
      self.value = value
      self.source = source
    }
  }

  /// Sorted by reference, no reference twice.
  public var entries: [Entry]

  /// The set of entries that are sorted and unlike already.
  public init(entries: [Entry]) { self.entries = entries }
}
