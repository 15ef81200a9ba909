import Diagnostics
import Foundation
import Jsonnet

/// One `monigen render`: a program, how its result is written, and where to.
public struct RenderJob: Sendable {
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

  public var request: EvaluationRequest
  public var form: RenderForm
  public var destination: Destination

  public init(request: EvaluationRequest, form: RenderForm, destination: Destination) {
    self.request = request
    self.form = form
    self.destination = destination
  }

  /// Evaluates the program in a worker process and writes the result. Nothing is written where anything fails before
  /// the first file.
  ///
  /// - Throws: `DiagnosticList` or `Diagnostic`.
  public func run(in pool: WorkerPool, limits: Limits) async throws -> Rendered {
    let output = try await pool.evaluate([request], limits: limits, jobs: 1)[0].get()
    switch destination {
    case .standardOutput:
      return .text(try wholeText(output))
    case .file(let path):
      try AtomicFile.write(Array(try wholeText(output).utf8), to: path)
      return .written
    case .folder(let folder):
      let files = try files(output, paths: RenderPaths(folder: folder))
      for file in files { try AtomicFile.write(file.contents, to: file.path) }
      return .files(files.map(\.path))
    }
  }

  private func wholeText(_ output: EvaluationOutput) throws -> String {
    let texts = try output.documents.map { try form.text(of: $0.text, named: "the result") }
    return request.output == .stream ? texts.map { "---\n" + $0 }.joined() : texts.joined()
  }

  private func files(_ output: EvaluationOutput, paths: RenderPaths) throws -> [TreeFile] {
    var keys: [String: String] = [:]
    return try output.documents.map { document in
      let key = document.name ?? ""
      let path = try paths.file(forKey: key, suffix: form.fileSuffix)
      if let other = keys.updateValue(key, forKey: path) {
        throw Diagnostic("the keys '\(other)' and '\(key)' would both be written to \(path)")
      }
      return TreeFile(path: path, contents: Array(try form.text(of: document.text, named: key).utf8))
    }
  }
}
