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
    do {
      do {
        return try Evaluation(request, acceleration: request.stock ? .none : .available).run()
      } catch let failure as Evaluation.Failure where Acceleration.mayDiffer(failure) {
        return try Evaluation(request, acceleration: .none).run()
      }
    } catch let failure as Evaluation.Failure {
      throw failure.diagnostics
    }
  }
}
