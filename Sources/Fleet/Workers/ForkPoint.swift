internal import CPosix
import Glibc
import Jsonnet
import Platform

/// Divides a worker where its program is read and nothing of it is evaluated yet: each branch is evaluated in a child,
/// which shares with all others, by copy-on-write, what was read.
///
/// A child is as bounded as its parent: it inherits the limit of memory, is killed after its time, and dies with its
/// parent, whose process group it is in.
final class ForkPoint {
  private let branches: [EvaluationBranch]
  private let jobs: Int
  private let time: Duration?
  private let onEnd: () -> Void
  /// In a child: what it is to do, and where its answer goes.
  private var own: (branch: EvaluationBranch, output: Descriptor)?

  /// - Parameter onEnd: called in the parent whenever a branch is done.
  init(_ branches: [EvaluationBranch], jobs: Int, time: Duration?, onEnd: @escaping () -> Void) {
    self.onEnd = onEnd
    self.branches = branches
    self.jobs = max(1, jobs)
    self.time = time
  }

  /// Where this process is to write its answer; nil in the parent.
  var output: Descriptor? { own?.output }

  /// Tells a child what it is to do. In the parent it does not return: `finish` gets the answers, in the order of the
  /// branches, when all children have ended.
  func choose(finish: ([[UInt8]]) -> Never) -> Evaluator.Choice {
    if own == nil { own = divide(finish) }
    guard let own else { return Evaluator.Choice(number: 0, variables: []) }
    return Evaluator.Choice(number: own.branch.number, variables: own.branch.variables) { output in
      WorkerMain.answer(BranchOutput(output).bytes, to: own.output)
    }
  }

  private func divide(_ finish: ([[UInt8]]) -> Never) -> (EvaluationBranch, Descriptor) {
    var answers = [[UInt8]](repeating: [], count: branches.count)
    var children: [Child] = []
    var next = 0
    while next < branches.count || !children.isEmpty {
      while next < branches.count, children.count < jobs {
        do throws(SystemError) {
          switch try Self.fork() {
          case .child(let output): return (branches[next], output)
          case .parent(let process, let input):
            let deadline = time.map { SuspendingClock.now + $0 }
            children.append(Child(branch: next, process: process, input: input, deadline: deadline))
          }
        } catch {
          answers[next] = WorkerMain.encoded(.failure([error.diagnostic("cannot divide the worker", at: "worker")]))
        }
        next += 1
      }
      wait(for: children)
      for index in children.indices where children[index].receive() {
        answers[children[index].branch] = children[index].end()
        onEnd()
      }
      children.removeAll(where: \.hasEnded)
    }
    finish(answers)
  }

  private enum Side {
    case child(output: Descriptor)
    case parent(process: pid_t, input: Descriptor)
  }

  private static func fork() throws(SystemError) -> Side {
    var ends: [Int32] = [-1, -1]
    try checked { monigen_pipe_close_on_exec(&ends) }
    let input = Descriptor(owning: ends[0]), output = Descriptor(owning: ends[1])
    let process = try checked { monigen_fork() }
    if process == 0 { return .child(output: output) }
    _ = fcntl(input.number, F_SETFL, O_NONBLOCK)
    return .parent(process: process, input: input)
  }

  /// Until a child has something to say, or the time of one is up.
  private func wait(for children: [Child]) {
    var waiting = children.map { pollfd(fd: $0.input.number, events: Int16(POLLIN), revents: 0) }
    let left = children.compactMap(\.deadline).min().map { $0 - SuspendingClock.now }
    let (seconds, attoseconds) = (left ?? .zero).components
    let milliseconds = max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
    poll(&waiting, nfds_t(waiting.count), left == nil ? -1 : Int32(clamping: milliseconds))
  }
}

/// A process of one branch, as its parent sees it.
private struct Child {
  let branch: Int
  let process: pid_t
  let input: Descriptor
  let deadline: SuspendingClock.Instant?
  private(set) var hasEnded = false
  private var answer: [UInt8] = []

  init(branch: Int, process: pid_t, input: Descriptor, deadline: SuspendingClock.Instant?) {
    self.branch = branch
    self.process = process
    self.input = input
    self.deadline = deadline
  }

  private var isLate: Bool { deadline.map { $0 <= SuspendingClock.now } ?? false }

  /// Takes what there is of the answer; true where no more will come.
  mutating func receive() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(input.number, &chunk, chunk.count)
      if count == 0 { return true }
      guard count > 0 else { return errno != EINTR && (errno != EAGAIN || isLate) }
      answer += chunk[..<count]
    }
  }

  /// Ends the process, where it has not ended by itself; its answer, or how it ended without one.
  mutating func end() -> [UInt8] {
    hasEnded = true
    let wasLate = isLate
    if wasLate { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    switch ExitStatus(waitStatus: status) {
    case .exited(0) where !answer.isEmpty: return answer
    case .signalled(SIGKILL) where wasLate: return WorkerMain.encoded(.ended(.timedOut))
    case .exited(let code): return WorkerMain.encoded(.ended(.exited(code)))
    case .signalled(let number): return WorkerMain.encoded(.ended(.signalled(number)))
    }
  }
}
