/// A stretch of an expression's text, in bytes of its UTF-8 from the beginning.
public struct TextRange: Sendable, Hashable {
  /// The first byte.
  public var start: Int
  /// The first byte after it.
  public var end: Int

  /// The stretch from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// That of a node which was not parsed.
  public static let none = TextRange(0, 0)

  /// From the beginning of this one to the end of the other.
  func union(_ other: TextRange) -> TextRange { TextRange(start, other.end) }
}
