import Diagnostics
import Foundation
import Jsonnet

/// A folder of files that lives as long as a test.
final class Project {
  let path: String

  /// Writes the files; folders in their names are made.
  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "monigen-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Array(text.utf8), to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The absolute real path of a file of the project.
  func real(_ name: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path + "/" + name
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  func request(file: String) -> EvaluationRequest { EvaluationRequest(program: .file(path: file), displayRoot: path) }

  func request(_ code: String) -> EvaluationRequest {
    EvaluationRequest(program: .snippet(code: code, name: "<test>"), displayRoot: path)
  }

  /// The text of the only document.
  func evaluate(_ request: EvaluationRequest) throws -> String {
    let output = try Evaluator.evaluate(request)
    return output.documents.map(\.text).joined()
  }

  func evaluate(_ code: String) throws -> String { try evaluate(request(code)) }
  func evaluate(file: String) throws -> String { try evaluate(request(file: file)) }

  /// The one diagnostic that an evaluation ends with.
  func failure(_ request: EvaluationRequest) -> Diagnostic {
    do {
      return Diagnostic("no failure, but \(try evaluate(request))")
    } catch {
      return DiagnosticList(error).all[0]
    }
  }

  func failure(_ code: String) -> Diagnostic { failure(request(code)) }
  func failure(file: String) -> Diagnostic { failure(request(file: file)) }
}

/// A diagnostic as the command line shows it.
func shown(_ diagnostic: Diagnostic) -> String { DiagnosticRenderer().render(diagnostic) }
