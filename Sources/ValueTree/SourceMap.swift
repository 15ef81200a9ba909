import Diagnostics

/// Where in a text the values of a tree stand: kept beside the tree, so that trees stay plain data.
public struct SourceMap: Sendable {
  /// A line and column, both from 1, columns in Unicode scalars.
  public struct Position: Sendable, Hashable {
    /// Counts from 1.
    public var line: Int
    /// Counts from 1, in Unicode scalars.
    public var column: Int

    /// A place in a text; both numbers count from 1.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// The file as the user wrote its name.
  public var file: String
  private var values: [ValuePath: Position] = [:]
  private var keys: [ValuePath: Position] = [:]
  private let lines: SourceLines

  /// A map without places: with the text of the file, whose lines excerpts show, or without.
  public init(file: String, text: String = "") {
    self.init(file: file, lines: SourceLines(text.utf8))
  }

  /// As with the text, for one whose lines are known already.
  public init(file: String, lines: SourceLines) {
    self.file = file
    self.lines = lines
  }

  /// Notes where a value begins.
  public mutating func record(value path: ValuePath, at position: Position) { values[path] = position }
  /// Notes where the key that leads to `path` begins.
  public mutating func record(key path: ValuePath, at position: Position) { keys[path] = position }

  /// Where the value at `path` stands, or the nearest value around it that is known.
  public func location(of path: ValuePath) -> SourceLocation {
    location(of: path, in: values)
  }

  /// Where the key that leads to `path` stands; the value's place where it has none.
  public func location(ofKeyAt path: ValuePath) -> SourceLocation {
    keys[path].map(location) ?? location(of: path, in: values)
  }

  /// The source line at a location of this file, for an excerpt.
  public func excerpt(at location: SourceLocation) -> String? {
    guard location.file == file, let line = location.line else { return nil }
    return lines.text(ofLine: line)
  }

  /// Whether this file says anything at `path`.
  public func contains(_ path: ValuePath) -> Bool { values[path] != nil }

  private func location(of path: ValuePath, in positions: [ValuePath: Position]) -> SourceLocation {
    var current: ValuePath? = path
    while let candidate = current {
      if let position = positions[candidate] ?? keys[candidate] { return location(position) }
      current = candidate.parent
    }
    return SourceLocation(file: file)
  }

  private func location(_ position: Position) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }
}

/// A tree together with where its values stand.
public struct LocatedValue: Sendable {
  /// The tree.
  public var value: Value
  /// Where its values and keys stand, by their paths.
  public var source: SourceMap

  /// A tree and the places of its values; values that the map does not know have the place of what is around them.
  public init(value: Value, source: SourceMap) {
    self.value = value
    self.source = source
  }
}
