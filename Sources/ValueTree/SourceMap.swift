import Diagnostics

/// Where in a text the values of a tree stand: kept beside the tree, so that trees stay plain data.
public struct SourceMap: Sendable {
  /// A line and column, both from 1, columns in Unicode scalars.
  public struct Position: Sendable, Hashable {
    public var line: Int
    public var column: Int

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

  public init(file: String, text: String = "") {
    self.init(file: file, lines: SourceLines(text.utf8))
  }

  public init(file: String, lines: SourceLines) {
    self.file = file
    self.lines = lines
  }

  public mutating func record(value path: ValuePath, at position: Position) { values[path] = position }
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
  public var value: Value
  public var source: SourceMap

  public init(value: Value, source: SourceMap) {
    self.value = value
    self.source = source
  }
}
