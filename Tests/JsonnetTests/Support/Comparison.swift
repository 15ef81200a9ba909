import Diagnostics
import Foundation
import Jsonnet
import Testing

/// Evaluates programs with and without acceleration.
enum Comparison {
  /// Twenty times as many cases with `MONIGEN_LONG=1`.
  static func count(_ short: Int) -> Int {
    ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1" ? short * 20 : short
  }

  /// What an evaluation came to: the documents, or the error with its place. The notes differ: serialising a value
  /// tells more places on the way to an error in it than the library's function does.
  enum Outcome: Equatable {
    case documents([String])
    case error(message: String, location: String, excerpt: String?)
  }

  static func outcome(_ request: EvaluationRequest, stock: Bool) -> Outcome {
    var request = request
    request.stock = stock
    do {
      return .documents(try Evaluator.evaluate(request).documents.map(\.text))
    } catch {
      let diagnostic = DiagnosticList(error).all[0]
      return .error(
        message: diagnostic.message, location: diagnostic.location?.description ?? "", excerpt: diagnostic.excerpt)
    }
  }

  /// Compares many expressions, together where they succeed; where one of them fails, in halves.
  static func expectSame(
    _ expressions: [String], project: Project, source: Testing.SourceLocation = #_sourceLocation
  ) {
    var request = project.request("[\n" + expressions.map { "  \($0),\n" }.joined() + "]")
    request.output = .stream
    request.maxStack = 2000
    let expected = outcome(request, stock: true)
    if case .error = expected, expressions.count > 1 {
      let middle = expressions.count / 2
      expectSame(Array(expressions[..<middle]), project: project, source: source)
      expectSame(Array(expressions[middle...]), project: project, source: source)
      return
    }
    let found = outcome(request, stock: false)
    guard found != expected else { return }
    guard expressions.count > 1, case .documents(let right) = expected, case .documents(let wrong) = found else {
      #expect(found == expected, "\(expressions.joined(separator: "\n"))", sourceLocation: source)
      return
    }
    for (expression, pair) in zip(expressions, zip(wrong, right)) {
      #expect(pair.0 == pair.1, "\(expression)", sourceLocation: source)
    }
  }
}
