import Diagnostics
import Jsonnet
import Platform

/// What a worker gives for a request, or for one of its branches.
enum WorkerResult: Sendable {
  case output(EvaluationOutput)
  case branch(BranchOutput)

  var asOutput: Result<EvaluationOutput, DiagnosticList> {
    if case .output(let output) = self { .success(output) } else { .failure(Self.mismatch) }
  }

  var asBranch: Result<BranchOutput, DiagnosticList> {
    if case .branch(let branch) = self { .success(branch) } else { .failure(Self.mismatch) }
  }

  /// Only another program in place of ours could answer like this.
  private static let mismatch = DiagnosticList([Diagnostic("a worker has answered something else than it was asked")])
}

/// What one worker is to do.
struct WorkerTask: Sendable {
  var request: WorkerRequest
  /// What is to be evaluated of a program that is divided.
  var work: WorkerBranches?
  /// A process that has the request already.
  var started: StartedProcess?

  /// One result for everything that was asked for.
  func all(_ result: Result<WorkerResult, DiagnosticList>) -> [Result<WorkerResult, DiagnosticList>] {
    Array(repeating: result, count: max(1, work?.branches.count ?? 1))
  }
}
