import Diagnostics

/// Evaluates Jsonnet in this process, on the calling thread.
///
/// libjsonnet recurses deeply for deeply nested programs: call this on a large stack (`onLargeStack(bytes:_:)`). A
/// crash of the library ends the process, so a program that is not trusted belongs into a worker process.
public enum Evaluator {
  /// Evaluates a program.
  ///
  /// - Throws: a `DiagnosticList` whose places are those of the code as written, with paths as the user wrote them.
  public static func evaluate(_ request: EvaluationRequest) throws -> EvaluationOutput {
    try evaluate(request, with: request.stock ? .none : .available)
  }

  /// Evaluates a program, and once more with less acceleration where that might have changed an error.
  static func evaluate(_ request: EvaluationRequest, with acceleration: Acceleration) throws -> EvaluationOutput {
    var acceleration = acceleration
    while true {
      do {
        return try Evaluation(request, acceleration: acceleration).run()
      } catch let failure as Evaluation.Failure {
        guard let next = Acceleration.fallback(after: failure) else { throw failure.diagnostics }
        acceleration = next
      }
    }
  }
}
