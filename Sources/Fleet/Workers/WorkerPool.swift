import Diagnostics
import Jsonnet
import Platform
import Synchronization

/// Evaluates Jsonnet in processes of their own: one process per request, so many at a time.
///
///     let pool = WorkerPool(onErrors: { FileHandle.standardError.write(Data($0)) })
///     let results = await pool.evaluate(requests, limits: Limits(time: .seconds(120), memory: 4 << 30), jobs: 2)
///
/// Whatever a program does (crash the library, run for ever, eat memory), it ends its own evaluation with one
/// diagnostic, and nothing else. Cancelling the task kills the workers.
public struct WorkerPool: Sendable {
  /// What to start, with the argument `worker`. The link of the kernel stays right when the file was replaced
  /// meanwhile.
  public static let thisExecutable = "/proc/self/exe"

  let executable: String
  private let onErrors: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - onErrors: gets what workers print to standard error (`std.trace`), in the order of the requests, whole lines.
  public init(executable: String = thisExecutable, onErrors: @escaping @Sendable ([UInt8]) -> Void) {
    self.executable = executable
    self.onErrors = onErrors
  }

  /// The same pool, for evaluations of which nobody is to see what they print.
  var silent: WorkerPool { WorkerPool(executable: executable, onErrors: { _ in }) }

  /// Evaluates all requests; the results are in their order.
  ///
  /// - Parameters:
  ///   - jobs: how many at a time, at least one.
  ///   - onFinish: called with the number of a request and its wall time when it is done, from any thread.
  public func evaluate(
    _ requests: [EvaluationRequest], limits: Limits, jobs: Int,
    onFinish: @escaping @Sendable (_ index: Int, _ time: Duration) -> Void = { _, _ in }
  ) async -> [Result<EvaluationOutput, DiagnosticList>] {
    let work = requests.map { WorkerTask(request: WorkerRequest(evaluation: $0, memory: limits.memory)) }
    return await run(work, limits: limits, jobs: jobs, onFinish: onFinish).flatMap { results in
      results.map { $0.flatMap(\.asOutput) }
    }
  }

  /// Evaluates the branches of several programs: each program is read by one worker, which then divides.
  ///
  /// - Parameters:
  ///   - ahead: workers that may have begun with the programs.
  ///   - onBranch: called whenever a branch is done, from any thread.
  /// - Returns: the results of each program's branches, in their order.
  func evaluate(
    _ programs: [(evaluation: EvaluationRequest, branches: [EvaluationBranch])], ahead: ReadAhead? = nil,
    limits: Limits, jobs: Int, onBranch: @escaping @Sendable () -> Void = {}
  ) async -> [[Result<BranchOutput, DiagnosticList>]] {
    // What one program leaves of the processors is for its branches.
    let share = max(1, jobs / max(1, min(jobs, programs.count)))
    let work = programs.map { program in
      WorkerTask(
        request: WorkerRequest(evaluation: program.evaluation, memory: limits.memory, isDivided: true),
        work: WorkerBranches(branches: program.branches, jobs: share, time: limits.time),
        started: ahead?.take(program.evaluation))
    }
    return await run(work, limits: limits, jobs: jobs, onBranch: onBranch).map { results in
      results.map { $0.flatMap(\.asBranch) }
    }
  }

  private func run(
    _ tasks: [WorkerTask], limits: Limits, jobs: Int,
    onFinish: @escaping @Sendable (_ index: Int, _ time: Duration) -> Void = { _, _ in },
    onBranch: @escaping @Sendable () -> Void = {}
  ) async -> [[Result<WorkerResult, DiagnosticList>]] {
    if let problem = limits.problem ?? MemoryLimit(asked: limits.memory)?.problem {
      return tasks.map { $0.all(.failure(DiagnosticList([problem]))) }
    }
    guard !tasks.isEmpty else { return [] }
    let round = Round(
      executable: executable, tasks: tasks, limits: limits, errors: OrderedErrors(emit: onErrors),
      onFinish: onFinish, onBranch: onBranch)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { round.start(jobs: min(max(1, jobs), tasks.count), $0) }
    } onCancel: {
      round.cancel()
    }
  }
}

/// One call of `evaluate`: threads of their own, since each waits for a process, and Swift's pool must never block.
private final class Round: Sendable {
  /// The result of a request, or one for each of its branches.
  typealias Outcome = [Result<WorkerResult, DiagnosticList>]

  private struct State {
    var next = 0
    var outcomes: [Outcome?]
    var left: Int
    var continuation: CheckedContinuation<[Outcome], Never>?
  }

  private let executable: String
  private let tasks: [WorkerTask]
  private let limits: Limits
  private let errors: OrderedErrors
  private let onFinish: @Sendable (Int, Duration) -> Void
  private let onBranch: @Sendable () -> Void
  private let state: Mutex<State>
  private let isCancelled = Atomic(false)

  init(
    executable: String, tasks: [WorkerTask], limits: Limits, errors: OrderedErrors,
    onFinish: @escaping @Sendable (Int, Duration) -> Void, onBranch: @escaping @Sendable () -> Void
  ) {
    self.executable = executable
    self.tasks = tasks
    self.limits = limits
    self.errors = errors
    self.onFinish = onFinish
    self.onBranch = onBranch
    state = Mutex(State(outcomes: Array(repeating: nil, count: tasks.count), left: tasks.count))
  }

  func start(jobs: Int, _ continuation: CheckedContinuation<[Outcome], Never>) {
    state.withLock { $0.continuation = continuation }
    let started = (0..<jobs).filter { _ in Thread.start(stack: 2 << 20) { self.work() } }
    // Without any thread of our own there is still this one, at the price of blocking it.
    if started.isEmpty { work() }
  }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  private func work() {
    while let index = takeNext() {
      let begin = ContinuousClock.now
      let evaluation = WorkerEvaluation(
        executable: executable, tasks[index], limits: limits,
        isCancelled: { self.isCancelled.load(ordering: .relaxed) }, onErrors: { self.errors.write($0, from: index) },
        onBranch: onBranch)
      finish(index, evaluation.run())
      onFinish(index, ContinuousClock.now - begin)
      finishRound()
    }
  }

  private func takeNext() -> Int? {
    state.withLock { state in
      guard state.next < tasks.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  private func finish(_ index: Int, _ outcome: Outcome) {
    errors.finish(index)
    state.withLock { $0.outcomes[index] = outcome }
  }

  private func finishRound() {
    let (continuation, outcomes) = state.withLock { state in
      state.left -= 1
      guard state.left == 0 else { return (nil as CheckedContinuation<[Outcome], Never>?, [Outcome]()) }
      defer { state.continuation = nil }
      return (state.continuation, state.outcomes.compactMap(\.self))
    }
    continuation?.resume(returning: outcomes)
  }
}
