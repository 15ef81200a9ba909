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

extension WorkerRequest {
  /// One result for everything that was asked for.
  func all(_ result: Result<WorkerResult, DiagnosticList>) -> [Result<WorkerResult, DiagnosticList>] {
    Array(repeating: result, count: max(1, branches.count))
  }
}

/// One request in one process, from this thread.
struct WorkerEvaluation {
  var executable: String
  var request: WorkerRequest
  var limits: Limits
  var isCancelled: () -> Bool = { false }
  var onErrors: ([UInt8]) -> Void = { _ in }
  /// Called whenever one of the branches is done.
  var onBranch: () -> Void = {}

  /// The result, or one for each of the request's branches.
  func run() -> [Result<WorkerResult, DiagnosticList>] {
    if isCancelled() { return request.all(fail(.cancelled, [])) }
    var words = LastWords()
    var hasPrinted = false
    do {
      let command = Command(
        executable: executable, arguments: ["worker"], environment: environment,
        answerDescriptor: WorkerMain.answerDescriptor)
      var exchange = Exchange(
        command: command, input: WorkerFrame.encode(try WorkerCoding.encode(request)), keepsInputOpen: true,
        timeLimit: timeLimit)
      exchange.isCancelled = isCancelled
      exchange.onErrors = { [onErrors] in
        hasPrinted = true
        onErrors(words.pass($0))
      }
      var told = 0
      exchange.onAnswer = { [onBranch, branches = request.branches.count] bytes in
        let done = min(branches, bytes / WorkerFrame.tick.count)
        for _ in told..<max(told, done) { onBranch() }
        told = max(told, done)
      }
      let result = try exchange.run()
      onErrors(words.finish(lived: result.status == .exited(0)))
      return interpret(result, words, hasPrinted: hasPrinted)
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

  private func interpret(
    _ result: Exchange.Result, _ words: LastWords, hasPrinted: Bool
  ) -> [Result<WorkerResult, DiagnosticList>] {
    do throws(WorkerFrame.Problem) {
      let payload = try WorkerFrame.decode(WorkerFrame.withoutTicks(result.answer))
      guard let branches = try WorkerFrame.decodeAll(payload), branches.count == request.branches.count else {
        return request.all(response(payload, words, hasPrinted: hasPrinted))
      }
      return branches.map { response($0, words, hasPrinted: hasPrinted) }
    } catch {
      return request.all(fail(failure(of: result, words) ?? .badAnswer(error), words.lines))
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
    switch request.evaluation.program {
    case .snippet(_, let name): return name
    case .file(let path):
      let root = request.evaluation.displayRoot + "/"
      return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    }
  }
}
