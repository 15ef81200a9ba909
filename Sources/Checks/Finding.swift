import Diagnostics
import Kubernetes

/// Something that a check or a diff has to tell about a build before anybody applies it.
public struct Finding: Sendable, Hashable {
  /// How much it weighs, gravest first.
  public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Applying it fails, or something that works today stops working.
    case breaking
    /// Somebody should look at it before it is applied.
    case warning
    /// Good to know.
    case info

    /// The graver one is the smaller one.
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .breaking: 0
      case .warning: 1
      case .info: 2
      }
    }
  }

  /// How much it weighs.
  public var severity: Severity
  /// What it is, for suppressions and for the documentation: lower-case words with hyphens, as `immutable-field`.
  public var code: String
  /// The object that it is about; nil where it is about the whole build.
  public var object: ObjectReference?
  /// The place within the object, as in a change's path; nil for the whole object.
  public var path: String?
  /// A text that a person wrote and that is at fault, as the value of a matcher, to be looked for in the sources; nil
  /// where it is about a rule, or not known.
  package var culprit: String?
  /// Where a person wrote what it is about, the rule in a library say, in the order of files; none where that is not
  /// known. Several where it cannot be told which one it is.
  public var sources: [SourceLocation] = []
  /// One sentence without a final full stop.
  public var message: String
  /// What explains it, in order: the chain from the cause to what breaks.
  public var notes: [Diagnostic.Note]
  /// What to do about it.
  public var hint: String?
  /// The command that does it, ready to be copied; nil where there is none.
  public var command: String?

  /// A finding; only severity, code and message are needed.
  public init(
    _ severity: Severity, code: String, object: ObjectReference? = nil, path: String? = nil, message: String,
    notes: [Diagnostic.Note] = [], hint: String? = nil, command: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.object = object
    self.path = path
    self.message = message
    self.notes = notes
    self.hint = hint
    self.command = command
  }
}

extension Finding {
  /// A finding about a text that a person wrote.
  package init(
    _ severity: Severity, code: String, object: ObjectReference?, path: String?, culprit: String, message: String,
    hint: String? = nil
  ) {
    self.init(severity, code: code, object: object, path: path, message: message, hint: hint)
    self.culprit = culprit
  }
}

extension [Finding] {
  /// In the order of their weight; those of one weight as they were.
  public var gravestFirst: [Finding] {
    Finding.Severity.allCases.flatMap { severity in filter { $0.severity == severity } }
  }
}
