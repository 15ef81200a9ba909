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

  private let executable: String
  private let onErrors: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - onErrors: gets what workers print to standard error (`std.trace`), in the order of the requests, whole lines.
  public init(executable: String = thisExecutable, onErrors: @escaping @Sendable ([UInt8]) -> Void) {
    self.executable = executable
    self.onErrors = onErrors
  }

  /// Evaluates all requests; the results are in their order.
  ///
  /// - Parameters:
  ///   - jobs: how many at a time, at least one.
  ///   - onFinish: called with the number of a request and its wall time when it is done, from any thread.
  public func evaluate(
    _ requests: [EvaluationRequest], limits: Limits, jobs: Int,
    onFinish: @escaping @Sendable (_ index: Int, _ time: Duration) -> Void = { _, _ in }
  ) async -> [Result<EvaluationOutput, DiagnosticList>] {
    let work = requests.map { WorkerRequest(evaluation: $0, memory: limits.memory) }
    return await evaluate(work, limits: limits, jobs: jobs, onFinish: onFinish).flatMap(\.self)
  }

  /// Evaluates the branches of several programs: each program is read by one worker, which then divides.
  ///
  /// - Parameter onFinish: called with the number of a program when all its branches are done, from any thread.
  /// - Returns: the results of each program's branches, in their order.
  func evaluate(
    _ programs: [(evaluation: EvaluationRequest, branches: [EvaluationBranch])], limits: Limits, jobs: Int,
    onFinish: @escaping @Sendable (_ index: Int, _ time: Duration) -> Void = { _, _ in }
  ) async -> [[Result<EvaluationOutput, DiagnosticList>]] {
    // What one program leaves of the processors is for its branches.
    let share = max(1, jobs / max(1, min(jobs, programs.count)))
    let work = programs.map { program in
      WorkerRequest(
        evaluation: program.evaluation, memory: limits.memory, branches: program.branches, jobs: share,
        time: limits.time)
    }
    return await evaluate(work, limits: limits, jobs: jobs, onFinish: onFinish)
  }

  private func evaluate(
    _ requests: [WorkerRequest], limits: Limits, jobs: Int,
    onFinish: @escaping @Sendable (_ index: Int, _ time: Duration) -> Void
  ) async -> [[Result<EvaluationOutput, DiagnosticList>]] {
    if let problem = limits.problem {
      return requests.map { $0.all(.failure(DiagnosticList([problem]))) }
    }
    guard !requests.isEmpty else { return [] }
    let round = Round(
      executable: executable, requests: requests, limits: limits, errors: OrderedErrors(emit: onErrors),
      onFinish: onFinish)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { round.start(jobs: min(max(1, jobs), requests.count), $0) }
    } onCancel: {
      round.cancel()
    }
  }
}

extension WorkerRequest {
  /// One result for everything that was asked for.
  fileprivate func all(
    _ result: Result<EvaluationOutput, DiagnosticList>
  ) -> [Result<EvaluationOutput, DiagnosticList>] {
    Array(repeating: result, count: max(1, branches.count))
  }
}

/// One call of `evaluate`: threads of their own, since each waits for a process, and Swift's pool must never block.
private final class Round: Sendable {
  /// The result of a request, or one for each of its branches.
  typealias Outcome = [Result<EvaluationOutput, DiagnosticList>]

  private struct State {
    var next = 0
    var outcomes: [Outcome?]
    var left: Int
    var continuation: CheckedContinuation<[Outcome], Never>?
  }

  private let executable: String
  private let requests: [WorkerRequest]
  private let limits: Limits
  private let errors: OrderedErrors
  private let onFinish: @Sendable (Int, Duration) -> Void
  private let state: Mutex<State>
  private let isCancelled = Atomic(false)

  init(
    executable: String, requests: [WorkerRequest], limits: Limits, errors: OrderedErrors,
    onFinish: @escaping @Sendable (Int, Duration) -> Void
  ) {
    self.executable = executable
    self.requests = requests
    self.limits = limits
    self.errors = errors
    self.onFinish = onFinish
    state = Mutex(State(outcomes: Array(repeating: nil, count: requests.count), left: requests.count))
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
        executable: executable, request: requests[index], limits: limits,
        isCancelled: { self.isCancelled.load(ordering: .relaxed) }, onErrors: { self.errors.write($0, from: index) })
      finish(index, evaluation.run())
      onFinish(index, ContinuousClock.now - begin)
      finishRound()
    }
  }

  private func takeNext() -> Int? {
    state.withLock { state in
      guard state.next < requests.count else { return nil }
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

/// One request in one process, from this thread.
struct WorkerEvaluation {
  var executable: String
  var request: WorkerRequest
  var limits: Limits
  var isCancelled: () -> Bool = { false }
  var onErrors: ([UInt8]) -> Void = { _ in }

  /// The result, or one for each of the request's branches.
  func run() -> [Result<EvaluationOutput, DiagnosticList>] {
    if isCancelled() { return request.all(fail(.cancelled, [])) }
    var words = LastWords()
    do {
      let command = Command(
        executable: executable, arguments: ["worker"], environment: environment,
        answerDescriptor: WorkerMain.answerDescriptor)
      var exchange = Exchange(
        command: command, input: WorkerFrame.encode(try WorkerCoding.encode(request)), keepsInputOpen: true,
        timeLimit: timeLimit)
      exchange.isCancelled = isCancelled
      exchange.onErrors = { [onErrors] in onErrors(words.pass($0)) }
      let result = try exchange.run()
      onErrors(words.finish(lived: result.status == .exited(0)))
      return interpret(result, words)
    } catch let error as SystemError {
      return request.all(fail(.startFailed(error), []))
    } catch {
      return request.all(fail(.unreadableAnswer(String(describing: error)), words.lines))
    }
  }

  /// A divided worker sees to the time of its branches itself; together they may take as long as one after the other.
  private var timeLimit: Duration? {
    limits.time.map { $0 * (request.branches.count / max(1, request.jobs) + 1) }
  }

  private func interpret(_ result: Exchange.Result, _ words: LastWords) -> [Result<EvaluationOutput, DiagnosticList>] {
    do throws(WorkerFrame.Problem) {
      let payload = try WorkerFrame.decode(result.answer)
      guard let branches = try WorkerFrame.decodeAll(payload), branches.count == request.branches.count else {
        return request.all(response(payload, words))
      }
      return branches.map { response($0, words) }
    } catch {
      return request.all(fail(failure(of: result, words) ?? .badAnswer(error), words.lines))
    }
  }

  private func response(_ payload: [UInt8], _ words: LastWords) -> Result<EvaluationOutput, DiagnosticList> {
    do {
      switch try WorkerCoding.decode(WorkerResponse.self, from: payload) {
      case .output(let output): return .success(output)
      case .failure(let diagnostics): return .failure(DiagnosticList(diagnostics))
      case .ended(let end): return fail(failure(of: end, words), words.lines)
      }
    } catch {
      return fail(.unreadableAnswer(String(describing: error)), words.lines)
    }
  }

  private var environment: [String: String?] {
    let allocator = request.evaluation.stock ? [:] : FasterAllocator.environment
    return allocator.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
  }

  private func failure(of end: BranchEnd, _ words: LastWords) -> WorkerFailure {
    switch end {
    case .timedOut: .timedOut(limits.time ?? .zero)
    case .exited(let code): failure(of: ExitStatus.exited(code), words) ?? .exited(code)
    case .signalled(let number): failure(of: ExitStatus.signalled(number), words) ?? .signalled(number)
    }
  }

  /// Why there is no answer, as far as the end of the process tells.
  private func failure(of result: Exchange.Result, _ words: LastWords) -> WorkerFailure? {
    if result.timedOut, let limit = limits.time { return .timedOut(limit) }
    if result.answerTooLong { return .answerTooLong }
    if isCancelled() { return .cancelled }
    return failure(of: result.status, words)
  }

  private func failure(of status: ExitStatus, _ words: LastWords) -> WorkerFailure? {
    switch status {
    case .exited(0): return nil
    case .exited(WorkerExit.outOfMemory): return .outOfMemory(limits.memory)
    case .exited(let code): return .exited(code)
    case .signalled where words.speakOfMemory: return .outOfMemory(limits.memory)
    case .signalled(let number): return .signalled(number)
    }
  }

  private func fail(_ failure: WorkerFailure, _ words: [String]) -> Result<EvaluationOutput, DiagnosticList> {
    .failure(DiagnosticList([failure.diagnostic(target: target, lastWords: words)]))
  }

  /// What the user knows the program by.
  private var target: String {
    switch request.evaluation.program {
    case .snippet(_, let name): return name
    case .file(let path):
      let root = request.evaluation.displayRoot + "/"
      return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
  }
}
