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

  /// Compares random projects: 50 of them, or as many as a long run takes. Some have to fail, and some not.
  ///
  /// - Parameters:
  ///   - what: what they are called in the output.
  ///   - make: the files of the next project; `main.jsonnet` is the program.
  static func expectSame(
    _ what: String, seed: UInt64, source: Testing.SourceLocation = #_sourceLocation, _ make: () -> [String: String]
  ) throws {
    let count = Comparison.count(50)
    print("\(what): \(count), seed \(seed)")
    var failures = 0
    for _ in 0..<count {
      let files = make()
      let project = try Project(files)
      // The project's folder goes with it.
      withExtendedLifetime(project) {
        let request = project.request(file: "main.jsonnet")
        expectSame(request, "\(files)", source: source)
        if case .error = Comparison.outcome(request, stock: false) { failures += 1 }
      }
    }
    print("\(what): \(failures) end with an error")
    #expect(failures > 0 && failures < count * 3 / 4, sourceLocation: source)
  }

  static func expectSame(_ project: Project, source: Testing.SourceLocation = #_sourceLocation) {
    expectSame(project.request(file: "main.jsonnet"), source: source)
  }
}
