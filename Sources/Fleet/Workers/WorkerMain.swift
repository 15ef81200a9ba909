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

  /// Evaluates a request; the second parameter is for a program that asks for a choice.
  public typealias Evaluate = @Sendable (EvaluationRequest, Evaluator.Choose?) throws -> EvaluationOutput

  /// Serves one request. Never returns.
  ///
  /// - Parameter evaluate: another evaluator, for tests; what it throws goes to the parent as the answer.
  public static func run(evaluate: @escaping Evaluate = Evaluator.evaluate(_:choose:)) -> Never {
    monigen_single_malloc_arena()
    Shortage.endSilently(with: WorkerExit.outOfMemory)
    signal(SIGPIPE, SIG_IGN)
    takeNiceness()
    let request: WorkerRequest
    do {
      request = try readMessage()
    } catch {
      complain("worker: cannot read the request: \(error)\n")
      _exit(WorkerExit.badRequest)
    }
    if let failure = limit(request.memory) { answer(.failure([failure])) }
    guard Thread.start(stack: 1 << 18, endWithParent) else {
      answer(.failure([Diagnostic("cannot start the thread that watches over the worker")]))
    }
    MemoryExhaustion.install { _exit(WorkerExit.outOfMemory) }
    PrintedTraces.showOnce()
    do {
      // The answer is given on the large stack: in a child of a divided worker no other thread is left.
      let work: @Sendable () -> Void = { serve(request, evaluate) }
      try Evaluator.onLargeStack(bytes: Limits.stackSize, work)
    } catch {
      answer(.failure(DiagnosticList(error).all))
    }
    _exit(WorkerExit.badRequest)
  }

  private static func serve(_ request: WorkerRequest, _ evaluate: Evaluate) -> Never {
    guard request.isDivided else { answer(response { try evaluate(request.evaluation, nil) }) }
    let fork = ForkPoint(readBranches) { send($0.bytes) }
    let payload: [UInt8]
    do {
      payload = BranchOutput(try evaluate(request.evaluation, fork.choose)).bytes
    } catch {
      payload = encoded(.failure(DiagnosticList(error).all))
    }
    // Where the program failed before it asked for its choice, all branches have.
    guard let output = fork.output else {
      send(WorkerFrame.encode(payload))
      _exit(0)
    }
    answer(payload, to: output)
  }

  /// The answer of a branch, whose process ends with it. Its end of the pipe is closed first: to take the memory of the
  /// process apart lasts, and only after that the kernel would close it.
  static func answer(_ payload: [UInt8], to output: Descriptor) -> Never {
    do {
      try output.writeAll(WorkerFrame.encode(payload))
      close(output.number)
      _exit(0)
    } catch {
      _exit(WorkerExit.badRequest)
    }
  }

  private static func response(_ evaluate: () throws -> EvaluationOutput) -> WorkerResponse {
    do {
      return .output(try evaluate())
    } catch {
      return .failure(DiagnosticList(error).all)
    }
  }

  /// A response as bytes.
  static func encoded(_ response: WorkerResponse) -> [UInt8] {
    // A response is plain data, which always has a form.
    (try? WorkerCoding.encode(response)) ?? []
  }

  /// What is to be evaluated of the program that was read. The parent may learn that while it is read.
  private static func readBranches() -> WorkerBranches {
    do {
      return try readMessage()
    } catch {
      complain("worker: cannot read the branches: \(error)\n")
      _exit(WorkerExit.badRequest)
    }
  }

  private static func readMessage<Message: Decodable>() throws -> Message {
    let input = Descriptor(owning: dup(0))
    let header = try input.readExactly(WorkerFrame.headerLength)
    guard let length = try WorkerFrame.payloadLength(header: header[...]) else {
      throw WorkerFrame.Problem.truncated(received: header.count, expected: WorkerFrame.headerLength)
    }
    let payload = try input.readExactly(length)
    guard payload.count == length else {
      throw WorkerFrame.Problem.truncated(received: payload.count, expected: length)
    }
    return try WorkerCoding.decode(Message.self, from: payload)
  }

  /// libdispatch gives root's threads a better place among all processes, and whoever is started by one gets it too.
  /// The first thread of the parent still has what a person said.
  private static func takeNiceness() {
    let process = __priority_which_t(PRIO_PROCESS.rawValue)
    setpriority(process, 0, getpriority(process, id_t(getppid())))
  }

  /// The limit counts everything that the process maps, the stack of the evaluation too. No core files either: a crash
  /// of a worker is a diagnostic, not a file in the user's folder.
  private static func limit(_ memory: Int?) -> Diagnostic? {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    guard let memory = MemoryLimit(asked: memory)?.bytes else { return nil }
    var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
    guard setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) != 0 else { return nil }
    return Diagnostic("cannot set the memory limit: \(SystemError().reason)")
  }

  /// Blocks until the parent's end of standard input is closed.
  private static func endWithParent() {
    // Nothing is read: messages are for others. An end that is closed is told without being asked for.
    var input = pollfd(fd: 0, events: 0, revents: 0)
    while poll(&input, 1, -1) >= 0 || errno == EINTR, input.revents == 0 {}
    // Ours alone: where a person started the worker by hand, the group may be a whole script.
    if getpgrp() == getpid() { kill(0, SIGKILL) }
    _exit(WorkerExit.orphaned)
  }

  /// Sends the answer and ends, without taking the VM and the heap down first: that would cost a twentieth of the time.
  private static func answer(_ response: WorkerResponse) -> Never {
    send(WorkerFrame.encode(encoded(response)))
    _exit(0)
  }

  private static func send(_ frame: [UInt8]) {
    do {
      try Descriptor(owning: dup(answerDescriptor)).writeAll(frame)
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
