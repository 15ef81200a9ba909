import Diagnostics
import Platform

/// One run of one program: its VM, the code that it was given, and the files that it read.
final class Evaluation {
  /// A run that ended with an error.
  struct Failure: Error {
    var diagnostics: DiagnosticList
    /// libjsonnet's own words, where it had any.
    var trace: Trace?
    /// Whether one of the prelude's functions that serialise values was at work.
    var passedSerialiser = false
    /// Whether the program was joined with files that it imports.
    var wasLinked = false
    /// Whether field additions may have been put in another way.
    var wasRewritten = false
    /// Whether `super` was asked for what it has not.
    var asksSuper = false
    /// Whether joining was of no use: the program's own file was imported, and a trace could not tell the two apart.
    var mustUnlink = false
    /// Whether a value that is held in front of its object took part, or would have had to.
    var asksHeld = false
  }

  private let request: EvaluationRequest
  private let acceleration: Acceleration
  private let machine: VirtualMachine
  private let resolver: ImportResolver
  private let variables: VariableReader
  private var code = CodeMap()
  /// The digests of the files that were imported, by real path.
  private var imported: [String: Digest] = [:]
  private var failedImport: ImportFailure?
  private var mustUnlink = false
  /// Whether code was imported that may print something, which held values do too seldom.
  private var mustNotHold = false
  /// What the program gave as its answer early.
  private var answer: EvaluationOutput.Document?

  /// - Parameter choose: what a program is told that asks what it is to do; see `Evaluator`.
  init(_ request: EvaluationRequest, acceleration: Acceleration, choose: @escaping Evaluator.Choose) {
    self.request = request
    self.acceleration = acceleration
    machine = VirtualMachine(maxStack: request.maxStack)
    resolver = ImportResolver(request)
    variables = VariableReader(request.variables, choose: choose)
  }

  /// Evaluates the program.
  func run() throws -> EvaluationOutput {
    let (name, text) = try program()
    let bytes = try consumed(text, in: name)
    if request.stringOutput { machine.setStringOutput() }
    try bind()
    acceleration.register(in: machine)
    variables.register(in: machine)
    registerAnswer()
    machine.setImports { [unowned self] folder, path in try self.answerImport(path, from: folder) }
    switch machine.evaluate(try prepareProgram(bytes, as: name), name: name, output: request.output) {
    case .documents(let documents): return output(answer.map { [$0] } ?? documents)
    case .failed(let text): throw failure(Trace(text), in: name)
    }
  }

  private func output(_ documents: [EvaluationOutput.Document]) -> EvaluationOutput {
    let files = imported.keys.sorted()
    var output = EvaluationOutput(documents: documents, importedFiles: files)
    output.importDigests = files.compactMap { imported[$0]?.hex }
    output.lookups = resolver.lookups.all
    output.readVariables = variables.read
    return output
  }

  /// The native function by which a program gives its answer before it is taken down; see `Evaluator.Choice`.
  private func registerAnswer() {
    machine.register("monigen.answer", parameters: ["array"]) { [unowned self] arguments in
      guard let array = arguments.string(0) else { return .null }
      // The one item, without the array's brackets.
      let document = EvaluationOutput.Document(text: String(decoding: array.dropFirst().dropLast(), as: UTF8.self))
      answer = document
      variables.deliver(output([document]))
      return .null
    }
  }

  private func failure(_ trace: Trace, in program: String) -> Failure {
    let report = ErrorReport(code: code, failedImport: failedImport, resolver: resolver, program: program)
    return Failure(
      diagnostics: DiagnosticList([report.diagnostic(trace)]), trace: trace,
      passedSerialiser: report.passedSerialiser(trace),
      wasLinked: code.linked != nil, wasRewritten: acceleration.additions, asksSuper: report.asksSuper(trace),
      mustUnlink: mustUnlink, asksHeld: mustNotHold || report.asksHeld(trace))
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

  /// The program as the argument of the consumer. It must be one expression of its own, or the two together might be
  /// code although the program is none.
  private func consumed(_ program: [UInt8], in name: String) throws -> [UInt8] {
    guard let consumer = request.consumer else { return program }
    // In the middle of a text a byte order mark is an error.
    let program = SourceText(program).original
    guard CodeScan(program).isWhole else {
      throw Failure(
        diagnostics: DiagnosticList([
          Diagnostic(
            "the program is not one whole expression",
            at: SourceLocation(file: PathText.shown(name, relativeTo: resolver.base)))
        ]))
    }
    return Array("(\(consumer))((\n".utf8) + program + Array("\n))".utf8)
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
    try refuseNUL(bytes, in: name)
    return prepare(code: bytes, as: name)
  }

  /// Joins the program with the files that it imports, where that is worth it.
  private func prepareProgram(_ bytes: [UInt8], as name: String) throws -> [UInt8] {
    try refuseNUL(bytes, in: name)
    let given = request.externalVariables + request.topLevelArguments
    // Whoever gets `std.trace` from there prints places that linking would move.
    let mayPrint = given.contains { $0.kind == .code && $0.value.contains("trace") }
    guard acceleration.linking, !mayPrint,
      let linked = Linker.link(bytes, name: name, resolver: resolver, holds: acceleration.holding)
    else { return prepare(code: bytes, as: name) }
    code.add(linked)
    machine.register(LinkedProgram.Native.code, parameters: ["file"]) { [unowned self] arguments in
      .bool(linkedFile(arguments) != nil)
    }
    machine.register(LinkedProgram.Native.json, parameters: ["file"]) { [unowned self] arguments in
      guard let file = linkedFile(arguments), let bytes = try? FileSystem.contents(ofRealPath: file.realPath) else {
        return .array([])
      }
      imported[file.realPath] = Digest(of: bytes)
      code.add(SourceText(bytes), as: file.name)
      return .array(PlainJSON.definition(bytes).map { [.data($0)] } ?? [])
    }
    return linked.text
  }

  /// The file that a call from the joined program is about, which is noted as evaluated.
  private func linkedFile(_ arguments: NativeArguments) -> LinkedFile? {
    guard let number = arguments.number(0).flatMap({ Int(exactly: $0) }), let linked = code.linked,
      linked.files.indices.contains(number)
    else { return nil }
    code.noteEvaluated(number)
    let file = linked.files[number]
    if case .code(let code) = file.contents { imported[file.realPath] = code.digest }
    return file
  }

  private func refuseNUL(_ bytes: [UInt8], in name: String) throws {
    guard !bytes.contains(0) else {
      throw Failure(
        diagnostics: DiagnosticList([
          Diagnostic(
            "the code holds a NUL character, which Jsonnet cannot read",
            at: SourceLocation(file: PathText.shown(name, relativeTo: resolver.base)))
        ]))
    }
  }

  /// Remembers code under the name that libjsonnet knows it by, and returns the text for libjsonnet.
  private func prepare(code bytes: [UInt8], as name: String) -> [UInt8] {
    var source = SourceText(bytes) { self.acceleration.prefix + ImportMark.insertions(into: $0) }
    if acceleration.additions { source.rewrite(FieldAddition.all(in: source.original)) }
    code.add(source, as: name)
    return source.edited
  }

  /// The import callback. libjsonnet asks once for each folder and path.
  private func answerImport(_ path: String, from folder: String) throws -> (name: String, text: [UInt8]) {
    let asked = ImportMark.read(path)
    let folder = asked.folder.flatMap { code.linked?.folders[$0] } ?? folder
    do throws(ImportFailure) {
      let found = try resolver.find(asked.path, from: folder)
      guard !found.bytes.contains(0) else { throw ImportFailure(path: asked.path, reason: .holdsNUL(file: found.name)) }
      imported[found.realPath] = Digest(of: found.bytes)
      guard asked.kind == .code else { return (found.name, found.bytes) }
      if code.linked?.holds == true, found.bytes.contains("trace".utf8) {
        mustNotHold = true
        throw ImportFailure(path: asked.path, reason: .missing(tried: []))
      }
      // Two texts by one name could not be told apart in a trace.
      if found.name == code.linked?.name { mustUnlink = true }
      return (found.name, prepare(code: found.bytes, as: found.name))
    } catch {
      failedImport = error
      throw error
    }
  }
}
