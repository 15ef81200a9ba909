import Diagnostics

/// One run of one program: its VM, the code that it was given, and the files that it read.
final class Evaluation {
  /// A run that ended with an error.
  struct Failure: Error {
    var diagnostics: DiagnosticList
    /// libjsonnet's own words, where it had any.
    var trace: Trace?
    /// Whether one of the prelude's functions was at work.
    var passedPrelude = false
  }

  private let request: EvaluationRequest
  private let acceleration: Acceleration
  private let machine: VirtualMachine
  private let resolver: ImportResolver
  private var sources: [String: SourceText] = [:]
  private var importedFiles: Set<String> = []
  private var failedImport: ImportFailure?

  init(_ request: EvaluationRequest, acceleration: Acceleration) {
    self.request = request
    self.acceleration = acceleration
    machine = VirtualMachine(maxStack: request.maxStack)
    resolver = ImportResolver(request)
  }

  /// Evaluates the program.
  func run() throws -> EvaluationOutput {
    let (name, bytes) = try program()
    if request.stringOutput { machine.setStringOutput() }
    try bind()
    acceleration.register(in: machine)
    machine.setImports { [unowned self] folder, path in try self.answerImport(path, from: folder) }
    switch machine.evaluate(try prepare(bytes, as: name), name: name, output: request.output) {
    case .documents(let documents):
      return EvaluationOutput(documents: documents, importedFiles: importedFiles.sorted())
    case .failed(let text):
      let trace = Trace(text)
      let report = ErrorReport(
        sources: sources, failedImport: failedImport, sandbox: resolver.sandbox, program: name,
        displayRoot: resolver.base)
      throw Failure(
        diagnostics: DiagnosticList([report.diagnostic(trace)]), trace: trace, passedPrelude: report.isInPrelude(trace))
    }
  }

  /// The name and the text of the program itself.
  private func program() throws -> (name: String, bytes: [UInt8]) {
    switch request.program {
    case .snippet(let code, let name): return (name, Array(code.utf8))
    case .file(let path):
      do throws(ImportFailure) {
        return (path, try resolver.read(program: path))
      } catch {
        throw Failure(
          diagnostics: DiagnosticList([
            Diagnostic(
              error.programMessage(relativeTo: resolver.base),
              at: SourceLocation(file: PathText.shown(path, relativeTo: resolver.base)))
          ]))
      }
    }
  }

  private func bind() throws {
    for variable in request.externalVariables {
      switch variable.kind {
      case .string: machine.bindExternal(variable.name, string: variable.value)
      case .code:
        machine.bindExternal(variable.name, code: try prepare(variable.value, as: "<extvar:\(variable.name)>"))
      }
    }
    for argument in request.topLevelArguments {
      switch argument.kind {
      case .string: machine.bindArgument(argument.name, string: argument.value)
      case .code: machine.bindArgument(argument.name, code: try prepare(argument.value, as: "tla:\(argument.name)"))
      }
    }
  }

  private func prepare(_ code: String, as name: String) throws -> String {
    String(decoding: try prepare(Array(code.utf8), as: name), as: UTF8.self)
  }

  private func prepare(_ bytes: [UInt8], as name: String) throws -> [UInt8] {
    guard !bytes.contains(0) else {
      throw Failure(
        diagnostics: DiagnosticList([
          Diagnostic(
            "the code holds a NUL character, which Jsonnet cannot read",
            at: SourceLocation(file: PathText.shown(name, relativeTo: resolver.base)))
        ]))
    }
    return prepare(code: bytes, as: name)
  }

  /// Remembers code under the name that libjsonnet knows it by, and returns the text for libjsonnet.
  private func prepare(code bytes: [UInt8], as name: String) -> [UInt8] {
    let source = SourceText(bytes) { self.acceleration.prefix + ImportMark.insertions(into: $0) }
    sources[name] = source
    return source.edited
  }

  /// The import callback. libjsonnet asks once for each folder and path.
  private func answerImport(_ path: String, from folder: String) throws -> (name: String, text: [UInt8]) {
    let (path, kind) = ImportMark.read(path)
    do throws(ImportFailure) {
      let found = try resolver.find(path, from: folder)
      guard !found.bytes.contains(0) else { throw ImportFailure(path: path, reason: .holdsNUL(file: found.name)) }
      importedFiles.insert(found.realPath)
      return (found.name, kind == .text ? found.bytes : prepare(code: found.bytes, as: found.name))
    } catch {
      failedImport = error
      throw error
    }
  }
}
