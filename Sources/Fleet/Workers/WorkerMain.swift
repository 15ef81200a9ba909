internal import CPosix
import Diagnostics
import Glibc
import Jsonnet
import Platform

/// The other side: what the hidden subcommand `worker` does.
///
/// It reads one request from standard input, evaluates it, writes the answer to descriptor 3 and ends. What libjsonnet
/// and others print goes to standard error. Standard input stays open for as long as the parent lives: its end is the
/// worker's end too, however the parent died. (PR_SET_PDEATHSIG would be no help: it fires when the *thread* that
/// started the worker ends, which in a pool of threads is any time.)
public enum WorkerMain {
  static let answerDescriptor: Int32 = 3

  /// Serves one request. Never returns.
  public static func run() -> Never {
    run(evaluate: Evaluator.evaluate)
  }

  /// The same with another evaluator, for tests; what it throws goes to the parent as the answer.
  public static func run(
    evaluate: @escaping @Sendable (EvaluationRequest) throws -> EvaluationOutput
  ) -> Never {
    monigen_single_malloc_arena()
    signal(SIGPIPE, SIG_IGN)
    let request: WorkerRequest
    do {
      request = try readRequest()
    } catch {
      complain("worker: cannot read the request: \(error)\n")
      _exit(WorkerExit.badRequest)
    }
    if let failure = limit(request.memory) { answer(.failure([failure])) }
    guard Thread.start(stack: 1 << 18, endWithParent) else {
      answer(.failure([Diagnostic("cannot start the thread that watches over the worker")]))
    }
    MemoryExhaustion.install { _exit(WorkerExit.outOfMemory) }
    do {
      let evaluation = request.evaluation
      answer(.output(try Evaluator.onLargeStack(bytes: Limits.stackSize) { try evaluate(evaluation) }))
    } catch {
      answer(.failure(DiagnosticList(error).all))
    }
  }

  private static func readRequest() throws -> WorkerRequest {
    let input = Descriptor(owning: dup(0))
    let header = try input.readExactly(WorkerFrame.headerLength)
    guard let length = try WorkerFrame.payloadLength(header: header[...]) else {
      throw WorkerFrame.Problem.truncated(received: header.count, expected: WorkerFrame.headerLength)
    }
    let payload = try input.readExactly(length)
    guard payload.count == length else {
      throw WorkerFrame.Problem.truncated(received: payload.count, expected: length)
    }
    return try WorkerCoding.decode(WorkerRequest.self, from: payload)
  }

  /// The limit counts everything that the process maps, the stack of the evaluation too. No core files either: a crash
  /// of a worker is a diagnostic, not a file in the user's folder.
  private static func limit(_ memory: Int?) -> Diagnostic? {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    guard let memory else { return nil }
    var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
    guard setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) != 0 else { return nil }
    return Diagnostic("cannot set the memory limit: \(SystemError().reason)")
  }

  /// Blocks until the parent's end of standard input is closed.
  private static func endWithParent() {
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count == 0 || (count < 0 && errno != EINTR) { break }
    }
    // Ours alone: where a person started the worker by hand, the group may be a whole script.
    if getpgrp() == getpid() { kill(0, SIGKILL) }
    _exit(WorkerExit.orphaned)
  }

  /// Sends the answer and ends, without taking the VM and the heap down first: that would cost a twentieth of the time.
  private static func answer(_ response: WorkerResponse) -> Never {
    do {
      let frame = WorkerFrame.encode(try WorkerCoding.encode(response))
      let output = Descriptor(owning: answerDescriptor)
      try output.writeAll(frame)
      _exit(0)
    } catch {
      complain("worker: cannot write the answer: \(error)\n")
      _exit(WorkerExit.badRequest)
    }
  }

  private static func complain(_ text: String) {
    try? Descriptor(owning: dup(2)).writeAll(Array(text.utf8))
  }
}

extension Descriptor {
  /// So many bytes, or what there is up to the end.
  fileprivate func readExactly(_ count: Int) throws(SystemError) -> [UInt8] {
    var contents: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(count, 65536))
    while contents.count < count {
      let wanted = min(chunk.count, count - contents.count)
      let received = try checked { read(number, &chunk, wanted) }
      if received == 0 { break }
      contents.append(contentsOf: chunk[..<received])
    }
    return contents
  }
}
