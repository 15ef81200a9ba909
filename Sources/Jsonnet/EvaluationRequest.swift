/// One Jsonnet program to evaluate, with everything that its result depends on.
///
///     var request = EvaluationRequest(program: .snippet(code: "1 + x", name: "<cmdline>"), displayRoot: "/project")
///     request.externalVariables = […]
///     try Evaluator.evaluate(request).documents[0].text  // "3\n"
///
/// Relative paths count from `displayRoot`. Names in messages and `std.thisFile` are put together as stock jsonnet
/// does, from the paths as they stand here; output that must not depend on the machine needs relative ones.
public struct EvaluationRequest: Codable, Sendable, Hashable {
  /// What to evaluate.
  public enum Program: Codable, Sendable, Hashable {
    /// A file, by its path.
    case file(path: String)
    /// Code at hand; `name` stands in messages, and a folder in it is where relative imports start.
    case snippet(code: String, name: String)
  }

  /// A value that the program asks for by name.
  public struct Binding: Codable, Sendable, Hashable {
    /// How the text of the value is meant.
    public enum Kind: String, Codable, Sendable, Hashable {
      case string, code
    }

    /// What `std.extVar` asks for, or the parameter of the program that is a function.
    public var name: String
    /// Whether `value` is the string itself or Jsonnet to evaluate.
    public var kind: Kind
    /// The string, or the code.
    public var value: String

    /// A value under a name; code is not looked at before the evaluation.
    public init(name: String, kind: Kind, value: String) {
      self.name = name
      self.kind = kind
      self.value = value
    }
  }

  /// What becomes of the value.
  public enum Output: String, Codable, Sendable, Hashable {
    /// One document.
    case single
    /// An object: one document per field, named by it.
    case multi
    /// An array: one document per element.
    case stream
  }

  /// Data that the program asks for with `std.native('monigen.variable')(name)`, so that it is known what it read.
  public struct Variable: Codable, Sendable, Hashable {
    /// What the program asks for.
    public var name: String
    /// The data as strict JSON. A string that holds a NUL cannot be passed.
    public var json: String

    /// JSON under a name; it is not looked at before the program asks for it.
    public init(name: String, json: String) {
      self.name = name
      self.json = json
    }
  }

  /// The program whose value is wanted.
  public var program: Program
  /// Folders to look for imports in that are not beside the importing file; the first wins.
  public var searchPath: [String] = []
  /// Further folders that imports may reach. The search path and the program's own folder are allowed anyway.
  public var roots: [String] = []
  /// Values for `std.extVar`.
  public var externalVariables: [Binding] = []
  /// Arguments for a program that is a function.
  public var topLevelArguments: [Binding] = []
  /// Data that is handed out on request.
  public var variables: [Variable] = []
  /// How many documents come of the value, and what type it must have for that.
  public var output: Output = .single
  /// Documents are strings, taken as they are; any other value is an error.
  public var stringOutput = false
  /// How deep calls may nest.
  public var maxStack = 500
  /// No acceleration: the library's own functions only.
  public var stock = false
  /// The code of a function that gets the program's value, not evaluated yet; what it gives counts in its place.
  ///
  /// The program keeps its name, and whatever it imports and finds is as without. Errors do not: their places are those
  /// of a text with this code in it.
  public var consumer: String?
  /// The folder that relative paths count from, and that paths in messages are shown relative to.
  public var displayRoot: String

  /// A request for one document, with no variables and no further folders to import from.
  public init(program: Program, displayRoot: String) {
    self.program = program
    self.displayRoot = displayRoot
  }
}

/// The result of an evaluation.
public struct EvaluationOutput: Codable, Sendable, Hashable {
  /// The text of one document, with the final line feed that libjsonnet gives it.
  public struct Document: Codable, Sendable, Hashable {
    /// The field that it came from, for `multi` output.
    public var name: String?
    /// JSON, or the string itself where `stringOutput` asked for it.
    public var text: String

    /// A document; only one of `multi` output has a name.
    public init(name: String? = nil, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// A place where an import was looked for.
  public struct Lookup: Codable, Sendable, Hashable {
    /// The absolute path as it was put together, symbolic links and all.
    public var path: String
    /// The file that it led to; nil where there was none.
    public var realPath: String?

    /// A place and what was found there.
    public init(path: String, realPath: String?) {
      self.path = path
      self.realPath = realPath
    }
  }

  /// One for `single` output, else in libjsonnet's order: by field name, or as in the array.
  public var documents: [Document]
  /// The absolute real paths of all files that imports read, sorted. The program's own file is not among them.
  public var importedFiles: [String]
  /// The SHA-256 of what was read of each of them, in their order, in hexadecimal digits.
  public var importDigests: [String] = []
  /// Every place where an import was, or would be, looked for, sorted by path: as long as each leads where it did and
  /// the imported files and the variables that were read are the same, so is the result.
  public var lookups: [Lookup] = []
  /// The names of the variables that the program asked for, sorted.
  public var readVariables: [String] = []

  /// What an evaluation gave, with the absolute real paths of what it imported, sorted.
  public init(documents: [Document], importedFiles: [String]) {
    self.documents = documents
    self.importedFiles = importedFiles
  }
}
