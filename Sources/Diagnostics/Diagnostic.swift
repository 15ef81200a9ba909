/// How much a diagnostic weighs: an error stops the work, a warning does not.
public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
  case error
  case warning
  case note
}

/// A place in a text that a person wrote.
///
/// Lines and columns count from 1; a column counts Unicode scalars. A place without a line is the whole file.
public struct SourceLocation: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The path as the user wrote it, or a name in angle brackets for text that is no file (`<stdin>`).
  public var file: String
  /// Counts from 1; nil where only the file is known.
  public var line: Int?
  /// Counts from 1, in Unicode scalars; nil where only the line is known, and meaningless without a line.
  public var column: Int?

  /// A location whose line and column may be unknown.
  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `clusters/prod.yaml:12:5`, without the parts that are not known.
  public var description: String {
    guard let line else { return file }
    guard let column else { return "\(file):\(line)" }
    return "\(file):\(line):\(column)"
  }
}

/// One thing to tell the user: what is wrong, where, and how to mend it.
///
///     Diagnostic("unknown variable 'replica'", at: place, hint: "did you mean 'replicas'?")
///     // clusters/prod.yaml:12:5: error: unknown variable 'replica'
///     //   hint: did you mean 'replicas'?
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  /// A further place that explains the diagnostic: a frame of a stack trace, the first of two duplicates.
  public struct Note: Sendable, Hashable, Codable {
    /// Where to look; nil for a note that has no place of its own.
    public var location: SourceLocation?
    /// One sentence without a final full stop.
    public var message: String

    /// A note, with a place where it has one.
    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// Whether this stops the work.
  public var severity: Severity
  /// One sentence without a final full stop; may hold further lines.
  public var message: String
  /// The place in what the user wrote; nil where no one place is to blame.
  public var location: SourceLocation?
  /// The source line at `location`, shown with a caret below its column.
  public var excerpt: String?
  /// Shown below the excerpt in their order, before the hint.
  public var notes: [Note]
  /// What to do about it.
  public var hint: String?

  /// An error, unless told otherwise, about a place where one is known.
  public init(
    _ message: String, severity: Severity = .error, at location: SourceLocation? = nil,
    excerpt: String? = nil, notes: [Note] = [], hint: String? = nil
  ) {
    self.message = message
    self.severity = severity
    self.location = location
    self.excerpt = excerpt
    self.notes = notes
    self.hint = hint
  }
}

/// Several diagnostics, thrown together so that the user sees all of them at once.
public struct DiagnosticList: Error, Sendable, Hashable {
  /// In the order in which they are to be shown; warnings may be among them.
  public var all: [Diagnostic]

  /// What is thrown for these diagnostics, warnings among them or not.
  public init(_ all: [Diagnostic]) {
    self.all = all
  }

  /// The diagnostics that an error stands for; any other error becomes one without a place.
  public init(_ error: any Error) {
    switch error {
    case let error as DiagnosticList: self = error
    case let error as Diagnostic: self.init([error])
    default: self.init([Diagnostic(String(describing: error))])
    }
  }

  /// Whether one of them stops the work: a list may hold warnings alone.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }
}
