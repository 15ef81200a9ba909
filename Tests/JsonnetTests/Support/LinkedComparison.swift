import Diagnostics
import Testing

@testable import Jsonnet

/// Evaluates programs joined with their imports, and not.
enum LinkedComparison {
  /// The whole outcome: documents and files read, or the error with all its notes.
  enum Outcome: Equatable {
    case output(EvaluationOutput)
    case error(String)
  }

  static func outcome(_ request: EvaluationRequest, _ acceleration: Acceleration) -> Outcome {
    do {
      var output = try Evaluator.evaluate(request, with: acceleration)
      // The linker looks for imports that are never evaluated, too.
      output.lookups = []
      return .output(output)
    } catch {
      return .error(DiagnosticList(error).all.map(shown).joined())
    }
  }

  /// Compares with an evaluation that differs in nothing else, and with stock libjsonnet.
  static func expectSame(
    _ request: EvaluationRequest, _ comment: Comment? = nil, source: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(outcome(request, .available) == outcome(request, .unlinked), comment, sourceLocation: source)
    #expect(
      Comparison.outcome(request, stock: false) == Comparison.outcome(request, stock: true), comment,
      sourceLocation: source)
  }

  static func expectSame(_ project: Project, source: Testing.SourceLocation = #_sourceLocation) {
    expectSame(project.request(file: "main.jsonnet"), source: source)
  }
}
