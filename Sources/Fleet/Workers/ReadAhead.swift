import Jsonnet
import Platform
import Synchronization

/// Workers that have begun to read programs. Those that nobody takes end with the value.
final class ReadAhead: Sendable {
  private let workers: Mutex<[(program: EvaluationRequest, process: StartedProcess?)]>

  init(_ workers: [(program: EvaluationRequest, process: StartedProcess?)]) { self.workers = Mutex(workers) }

  /// The process that reads a program; nil where there is none, or it was taken before.
  func take(_ program: EvaluationRequest) -> StartedProcess? {
    workers.withLock { workers in
      workers.firstIndex { $0.program == program }.flatMap { workers.remove(at: $0).process }
    }
  }
}

extension WorkerPool {
  /// Has workers read programs, each by one, before anybody knows which of their branches are to be evaluated.
  func readAhead(_ programs: [EvaluationRequest], limits: Limits) -> ReadAhead {
    let workers = programs.map { program in
      let task = WorkerTask(request: WorkerRequest(evaluation: program, memory: limits.memory, isDivided: true))
      // What keeps it from starting will be told when it is tried again.
      return (program, try? WorkerEvaluation(executable: executable, task, limits: limits).start())
    }
    return ReadAhead(limits.problem == nil ? workers : [])
  }
}
