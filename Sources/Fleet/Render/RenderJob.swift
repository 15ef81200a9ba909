import Diagnostics
import Foundation
import Jsonnet
import ValueTree

/// One `monigen render`: a program, how its result is written, and where to.
public struct RenderJob: Sendable {
  /// Where the result goes; relative paths count from the working directory.
  public enum Destination: Sendable {
    case standardOutput
    case file(String)
    /// One file per top-level key below this folder.
    case folder(String)
  }

  /// What a job leaves for its caller to show.
  public enum Rendered: Sendable, Equatable {
    /// The whole result, for standard output.
    case text(String)
    /// The files written, as the user would write their names, in the order of the keys.
    case files([String])
    /// One file, which the user named.
    case written
  }

  /// The program, with whether its result is one document, several files or a stream.
  public var request: EvaluationRequest
  /// How each document is written.
  public var form: RenderForm
  /// Where the result is written to; a folder needs a program whose result is an object.
  public var destination: Destination

  /// A job that has not begun: nothing is evaluated or written before `run(in:limits:jobs:)`.
  public init(request: EvaluationRequest, form: RenderForm, destination: Destination) {
    self.request = request
    self.form = form
    self.destination = destination
  }

  /// Evaluates the program in worker processes and writes the result. Nothing is written where anything fails before
  /// the first file.
  ///
  /// - Parameter jobs: how many processes may evaluate at a time. With more than one, the keys of an object that
  ///   becomes files are divided among them, and whatever comes of it is what one process would have made of it.
  /// - Throws: `DiagnosticList` or `Diagnostic`.
  public func run(in pool: WorkerPool, limits: Limits, jobs: Int = 1) async throws -> Rendered {
    switch destination {
    case .standardOutput:
      return .text(try wholeText(await result(in: pool, limits: limits)))
    case .file(let path):
      try AtomicFile.write(Array(try wholeText(await result(in: pool, limits: limits)).utf8), to: path)
      return .written
    case .folder(let folder):
      let value = try await value(in: pool, limits: limits, jobs: jobs)
      let files = try files(value, paths: RenderPaths(folder: folder), jobs: jobs)
      for file in files { try AtomicFile.write(file.contents, to: file.path) }
      return .files(files.map(\.path))
    }
  }

  private func value(in pool: WorkerPool, limits: Limits, jobs: Int) async throws -> Value {
    if let value = await DividedRender(evaluation, jobs: jobs)?.result(in: pool, limits: limits) { return value }
    return try JSONReader.read(await result(in: pool, limits: limits), file: program)
  }

  private func result(in pool: WorkerPool, limits: Limits) async throws -> String {
    try await pool.evaluate([evaluation], limits: limits, jobs: 1)[0].get().documents.first?.text ?? ""
  }

  /// Files and streams are cut out of one document here: libjsonnet ends each text with a NUL and all of them with an
  /// empty one, so a field that is named '' or holds a NUL would be lost, or lose others.
  private var evaluation: EvaluationRequest {
    var evaluation = request
    if request.output != .single {
      evaluation.output = .single
      evaluation.stringOutput = false
    }
    return evaluation
  }

  /// What the user knows the program by.
  private var program: String {
    switch request.program {
    case .file(let path): path
    case .snippet(_, let name): name
    }
  }

  private func wholeText(_ result: String) throws -> String {
    if form == .text { return result }
    let value = try JSONReader.read(result, file: program)
    guard request.output == .stream else { return form.text(of: value) }
    guard let documents = value.array else {
      throw mismatch("-y needs an array of documents", value, hint: "leave -y out for one document")
    }
    // jsonnet ends a stream with a mark of its own, which a YAML pipeline has no use for.
    let end = form == .json && !documents.isEmpty ? "...\n" : ""
    return documents.map { "---\n" + form.text(of: $0) }.joined() + end
  }

  private func files(_ result: Value, paths: RenderPaths, jobs: Int) throws -> [TreeFile] {
    guard let documents = result.object else {
      throw mismatch("-m needs an object with a field for each file", result, hint: "leave -m out for one document")
    }
    var keys: [String: String] = [:]
    let places = try documents.map { key, value in
      let path = try paths.file(forKey: key, suffix: form.fileSuffix)
      if let other = keys.updateValue(key, forKey: path) {
        throw Diagnostic(
          "the keys \(JSONWriter.quoted(other)) and \(JSONWriter.quoted(key)) would both be written to \(path)")
      }
      guard form != .text || value.string != nil else {
        throw mismatch("with -S the field \(JSONWriter.quoted(key)) must be a string", value)
      }
      return (path: path, value: value)
    }
    return ParallelMap.run(places, jobs: jobs) { [form] in
      TreeFile(path: $0.path, contents: Array(form.text(of: $0.value).utf8))
    }
  }

  private func mismatch(_ expectation: String, _ found: Value, hint: String? = nil) -> Diagnostic {
    Diagnostic("\(expectation), found \(found.kind.rawValue)", at: SourceLocation(file: program), hint: hint)
  }
}
