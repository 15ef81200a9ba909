import Diagnostics

/// Evaluates Jsonnet in this process, on the calling thread.
///
/// libjsonnet recurses deeply for deeply nested programs: call this on a large stack (`onLargeStack(bytes:_:)`). A
/// crash of the library ends the process, so a program that is not trusted belongs into a worker process.
public enum Evaluator {
  /// What a program is told that asks `std.native('monigen.choice')('…')`: a number, which it gets, and its variables.
  ///
  /// A program that asks for it before anything else is read as a whole by then, and not evaluated in any part: this is
  /// where a process can be divided into many that share what was read.
  public struct Choice {
    /// What the program gets.
    public var number: Int
    /// What it is given from now on, instead of the request's.
    public var variables: [EvaluationRequest.Variable]
    /// Takes the output of a program that gives its answer early; it may end the process.
    ///
    /// A program may end with `std.native('monigen.answer')('' + [RESULT])`, which has the result serialised while all
    /// that was read and evaluated is still there. To take that down costs a divided process much: memory that it
    /// shares has to be copied before it can be freed.
    public var deliver: (EvaluationOutput) -> Void

    /// A number and variables.
    public init(
      number: Int, variables: [EvaluationRequest.Variable], deliver: @escaping (EvaluationOutput) -> Void = { _ in }
    ) {
      self.number = number
      self.variables = variables
      self.deliver = deliver
    }
  }

  /// Makes the choice. It is asked anew in every attempt to evaluate the program, and must stay by what it chose.
  public typealias Choose = () -> Choice

  /// Evaluates a program.
  ///
  /// - Parameter choose: for a program that asks for a choice.
  /// - Throws: a `DiagnosticList` whose places are those of the code as written, with paths as the user wrote them.
  public static func evaluate(_ request: EvaluationRequest, choose: Choose? = nil) throws -> EvaluationOutput {
    try evaluate(request, with: request.stock ? .none : .available, choose: choose)
  }

  /// Evaluates a program, and once more with less acceleration where that might have changed an error.
  static func evaluate(
    _ request: EvaluationRequest, with acceleration: Acceleration, choose: Choose? = nil
  ) throws -> EvaluationOutput {
    // Without a choice there is but one thing to do.
    let choose = choose ?? { Choice(number: 0, variables: request.variables) }
    var acceleration = acceleration
    while true {
      do {
        return try Evaluation(request, acceleration: acceleration, choose: choose).run()
      } catch let failure as Evaluation.Failure {
        guard let next = acceleration.fallback(after: failure) else { throw failure.diagnostics }
        acceleration = next
        PrintedTraces.beginAgain()
      }
    }
  }
}
