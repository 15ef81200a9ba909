/// A tree shows itself as compact JSON, in messages and where a test fails.
extension Value: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { JSONWriter.compact(self) }
  public var debugDescription: String { description }
}

extension Object: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { Value.object(self).description }
  public var debugDescription: String { description }
}

extension Number: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { text }
  public var debugDescription: String { description }
}
