/// A tree shows itself as compact JSON, in messages and where a test fails.
extension Value: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { JSONWriter.compact(self) }
  public var debugDescription: String { description }
}

/// Compact JSON, as for a tree.
extension Object: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { Value.object(self).description }
  public var debugDescription: String { description }
}

/// The canonical text, as in JSON.
extension Number: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { text }
  public var debugDescription: String { description }
}
