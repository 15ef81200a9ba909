import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import Jsonnet

/// The program that `render` evaluates and what it is given: jsonnet's own options.
struct RenderProgram: ParsableArguments {
  @Argument(help: "The Jsonnet program; - reads standard input.")
  var file: String?

  @Option(
    name: [.customShort("e"), .customLong("exec")], parsing: .unconditional,
    help: "Evaluate this code instead of a file.")
  var code: String?

  @Option(
    name: [.customShort("J"), .customLong("jpath")], parsing: .singleValue,
    help: ArgumentHelp(
      "A folder to search for imports; the last one wins, all win over JSONNET_PATH.", valueName: "dir"))
  var searchPath: [String] = []

  @Option(
    name: [.customShort("V"), .long], parsing: .singleValue,
    help: "External variable as string: N=V, or N from the environment.")
  var extStr: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "External variable as code.")
  var extCode: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "External variable as string, from a file: N=FILE.")
  var extStrFile: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "External variable as code, from a file: N=FILE.")
  var extCodeFile: [String] = []
  @Option(name: [.customShort("A"), .long], parsing: .singleValue, help: "Top-level argument as string.")
  var tlaStr: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "Top-level argument as code.")
  var tlaCode: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "Top-level argument as string, from a file.")
  var tlaStrFile: [String] = []
  @Option(name: .long, parsing: .singleValue, help: "Top-level argument as code, from a file.")
  var tlaCodeFile: [String] = []

  @Option(name: [.customShort("s"), .long], help: "How many stack frames a program may use.")
  var maxStack = 500

  // jsonnet takes these, and they change no result.
  @Option(name: [.customShort("t"), .customLong("max-trace")], help: .hidden)
  var maxTrace: Int?
  @Option(name: .customLong("gc-min-objects"), help: .hidden)
  var minimumObjects: Int?
  @Option(name: .customLong("gc-growth-trigger"), help: .hidden)
  var growthTrigger: Double?

  @Flag(
    name: .long,
    help: "Switch every acceleration off, and the time limit with it; fractions in JSON text get 17 digits.")
  var stock = false

  func validate() throws {
    guard (file == nil) != (code == nil) else { throw ValidationError("give either a FILE or -e CODE") }
    guard maxStack > 0 else { throw ValidationError("--max-stack takes a number above 0") }
  }

  /// What to evaluate, with the search path in the order in which it is searched.
  func request(output: EvaluationRequest.Output, string: Bool) throws -> EvaluationRequest {
    let inherited = (ProcessInfo.processInfo.environment["JSONNET_PATH"] ?? "").split(separator: ":").map(String.init)
    var request = EvaluationRequest(
      program: try program(), displayRoot: FileManager.default.currentDirectoryPath)
    request.searchPath = searchPath.reversed() + inherited
    request.externalVariables = try bindings(
      strings: extStr, code: extCode, stringFiles: extStrFile, codeFiles: extCodeFile)
    request.topLevelArguments = try bindings(
      strings: tlaStr, code: tlaCode, stringFiles: tlaStrFile, codeFiles: tlaCodeFile)
    request.roots = (extCodeFile + tlaCodeFile).compactMap(Self.folder)
    request.output = output
    request.stringOutput = string
    request.maxStack = maxStack
    request.stock = stock
    return request
  }

  private func program() throws -> EvaluationRequest.Program {
    if let code { return .snippet(code: code, name: "<cmdline>") }
    guard let file, file != "-" else {
      let bytes = FileHandle.standardInput.readDataToEndOfFile()
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Diagnostic("the program is not valid UTF-8", at: SourceLocation(file: "<stdin>"))
      }
      return .snippet(code: text, name: "<stdin>")
    }
    return .file(path: file)
  }

  private func bindings(
    strings: [String], code: [String], stringFiles: [String], codeFiles: [String]
  ) throws -> [EvaluationRequest.Binding] {
    try strings.map { try Self.binding($0, .string, fromFile: false) }
      + code.map { try Self.binding($0, .code, fromFile: false) }
      + stringFiles.map { try Self.binding($0, .string, fromFile: true) }
      + codeFiles.map { try Self.binding($0, .code, fromFile: true) }
  }

  private static func binding(
    _ text: String, _ kind: EvaluationRequest.Binding.Kind, fromFile: Bool
  ) throws -> EvaluationRequest.Binding {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard !parts[0].isEmpty else { throw Diagnostic("'\(text)' names no variable", hint: "write NAME=VALUE") }
    guard parts.count == 2 else {
      guard !fromFile else { throw Diagnostic("'\(text)' names no file", hint: "write NAME=FILE") }
      guard let value = ProcessInfo.processInfo.environment[text] else {
        throw Diagnostic("the environment has no variable '\(text)'", hint: "write \(text)=VALUE, or export it")
      }
      return .init(name: text, kind: kind, value: value)
    }
    guard fromFile else { return .init(name: parts[0], kind: kind, value: parts[1]) }
    let text = try TextFile.read(parts[1])
    // Code is imported, so that its own imports start in its folder.
    let value = kind == .string ? text : "import @'\(parts[1].replacing("'", with: "''"))'"
    return .init(name: parts[0], kind: kind, value: value)
  }

  /// The folder of the file in `NAME=FILE`: code in it may import what is beside it.
  private static func folder(ofFileIn binding: String) -> String? {
    guard let sign = binding.firstIndex(of: "=") else { return nil }
    let file = binding[binding.index(after: sign)...]
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return String(file[...slash])
  }

  /// The project's limits where there is a project that sets them.
  func projectLimits() throws -> Settings.Limits {
    let project = Project.nearest(to: FileManager.default.currentDirectoryPath)
    return try project.map(Settings.load)?.limits ?? Settings.Limits()
  }

  /// What one evaluation may use: `render` has more time than a build, and `--stock` has no limit of time.
  func limits(_ limits: Settings.Limits) -> Limits {
    Limits(time: stock ? nil : limits.time ?? .seconds(600), memory: limits.memory)
  }
}
