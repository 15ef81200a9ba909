import Diagnostics
import Jsonnet
import Platform

/// One task in one process, from this thread.
struct WorkerEvaluation {
  var executable: String
  var task: WorkerTask
  var limits: Limits
  var isCancelled: () -> Bool
  var onErrors: ([UInt8]) -> Void
  /// Called whenever one of the branches is done.
  var onBranch: () -> Void

  init(
    executable: String, _ task: WorkerTask, limits: Limits, isCancelled: @escaping () -> Bool = { false },
    onErrors: @escaping ([UInt8]) -> Void = { _ in }, onBranch: @escaping () -> Void = {}
  ) {
    self.executable = executable
    self.task = task
    self.limits = limits
    self.isCancelled = isCancelled
    self.onErrors = onErrors
    self.onBranch = onBranch
  }

  /// The result, or one for each of the branches.
  func run() -> [Result<WorkerResult, DiagnosticList>] {
    if isCancelled() { return task.all(fail(.cancelled, [])) }
    var words = LastWords()
    var hasPrinted = false
    var answers = AnswerReader(branches: task.work?.branches.count ?? 0)
    do {
      let message = try task.work.map { WorkerFrame.encode(try WorkerCoding.encode($0)) } ?? []
      var exchange = Exchange(command: command, input: message, keepsInputOpen: true, timeLimit: timeLimit)
      exchange.isCancelled = isCancelled
      exchange.onErrors = { [onErrors] in
        hasPrinted = true
        onErrors(words.pass($0))
      }
      exchange.onAnswer = { [onBranch] bytes in
        for _ in 0..<answers.read(bytes) { onBranch() }
        return answers.isComplete
      }
      let result = try exchange.run(with: try task.started ?? start())
      onErrors(words.finish(lived: result.status == .exited(0)))
      answers.end(result.answer)
      return interpret(answers, result, words, hasPrinted: hasPrinted)
    } catch let error as SystemError {
      return task.all(fail(.startFailed(error), []))
    } catch {
      return task.all(fail(.unreadableAnswer(String(describing: error)), words.lines))
    }
  }

  /// Starts the process, which gets the request.
  func start() throws -> StartedProcess {
    try StartedProcess(command, input: WorkerFrame.encode(try WorkerCoding.encode(task.request)))
  }

  private var command: Command {
    Command(
      executable: executable, arguments: ["worker"], environment: environment,
      answerDescriptor: WorkerMain.answerDescriptor)
  }

  /// A divided worker sees to the time of its branches itself; together they may take as long as one after the other.
  private var timeLimit: Duration? {
    limits.time.map { time in task.work.map { time * ($0.branches.count / max(1, $0.jobs) + 1) } ?? time }
  }

  private func interpret(
    _ answers: AnswerReader, _ result: Exchange.Result, _ words: LastWords, hasPrinted: Bool
  ) -> [Result<WorkerResult, DiagnosticList>] {
    let missing = answers.problem.map { fail(failure(of: result, words) ?? .badAnswer($0), words.lines) }
    if let payload = answers.whole { return task.all(missing ?? response(payload, words, hasPrinted: hasPrinted)) }
    guard !answers.branches.isEmpty else { return task.all(missing ?? fail(.badAnswer(.empty), words.lines)) }
    return answers.branches.map { payload in
      payload.map { response($0, words, hasPrinted: hasPrinted) } ?? missing ?? fail(.badAnswer(.empty), words.lines)
    }
  }

  private func response(
    _ payload: [UInt8], _ words: LastWords, hasPrinted: Bool
  ) -> Result<WorkerResult, DiagnosticList> {
    do {
      if var branch = try BranchOutput(payload) {
        branch.hasPrinted = hasPrinted
        return .success(.branch(branch))
      }
      switch try WorkerCoding.decode(WorkerResponse.self, from: payload) {
      case .output(let output): return .success(.output(output))
      case .failure(let diagnostics): return .failure(DiagnosticList(diagnostics))
      case .ended(let end): return fail(failure(of: end, words), words.lines)
      }
    } catch {
      return fail(.unreadableAnswer(String(describing: error)), words.lines)
    }
  }

  private var environment: [String: String?] {
    let allocator = task.request.evaluation.stock ? [:] : FasterAllocator.environment
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
    case .exited(WorkerExit.outOfMemory): return .outOfMemory(MemoryLimit(asked: limits.memory))
    case .exited(let code): return .exited(code)
    case .signalled where words.speakOfMemory: return .outOfMemory(MemoryLimit(asked: limits.memory))
    case .signalled(let number): return .signalled(number)
    }
  }

  private func fail(_ failure: WorkerFailure, _ words: [String]) -> Result<WorkerResult, DiagnosticList> {
    .failure(DiagnosticList([failure.diagnostic(target: target, lastWords: words)]))
  }

  /// What the user knows the program by.
  private var target: String {
    switch task.request.evaluation.program {
    case .snippet(_, let name): return name
    case .file(let path):
      let root = task.request.evaluation.displayRoot + "/"
      return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
  }
}
