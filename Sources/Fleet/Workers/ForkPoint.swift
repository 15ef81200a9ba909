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
  private let read: () -> WorkerBranches
  private let onAnswer: (BranchAnswer) -> Void
  /// In a child: what it is to do, and where its answer goes.
  private var own: (branch: EvaluationBranch, output: Descriptor)?

  /// - Parameters:
  ///   - read: gives what is to be evaluated, when the program is read.
  ///   - onAnswer: called in the parent with the answer of each branch when it is there.
  init(_ read: @escaping () -> WorkerBranches, onAnswer: @escaping (BranchAnswer) -> Void) {
    self.read = read
    self.onAnswer = onAnswer
  }

  /// Where this process is to write its answer; nil in the parent.
  var output: Descriptor? { own?.output }

  /// Tells a child what it is to do. In the parent it does not return, but ends the process when all have answered.
  func choose() -> Evaluator.Choice {
    let own = own ?? divide(read())
    self.own = own
    return Evaluator.Choice(number: own.branch.number, variables: own.branch.variables) { output in
      WorkerMain.answer(BranchOutput(output).bytes, to: own.output)
    }
  }

  private func divide(_ work: WorkerBranches) -> (EvaluationBranch, Descriptor) {
    var children: [Child] = []
    var next = 0
    while next < work.branches.count || !children.isEmpty {
      while next < work.branches.count, children.count < max(1, work.jobs) {
        do throws(SystemError) {
          switch try Self.fork() {
          case .child(let output): return (work.branches[next], output)
          case .parent(let process, let input):
            let deadline = work.time.map { SuspendingClock.now + $0 }
            children.append(Child(branch: next, process: process, input: input, deadline: deadline))
          }
        } catch {
          let failure = WorkerResponse.failure([error.diagnostic("cannot divide the worker", at: "worker")])
          onAnswer(BranchAnswer(branch: next, payload: WorkerMain.encoded(failure)))
        }
        next += 1
      }
      wait(for: children)
      for index in children.indices {
        guard let payload = children[index].receive() else { continue }
        onAnswer(BranchAnswer(branch: children[index].branch, payload: payload))
      }
      children.removeAll(where: \.hasAnswered)
    }
    // What the children used is on the account of whoever has waited for them.
    while waitpid(-1, nil, 0) > 0 || errno == EINTR {}
    _exit(0)
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
  private(set) var hasAnswered = false
  private var answer: [UInt8] = []

  init(branch: Int, process: pid_t, input: Descriptor, deadline: SuspendingClock.Instant?) {
    self.branch = branch
    self.process = process
    self.input = input
    self.deadline = deadline
  }

  private var isLate: Bool { deadline.map { $0 <= SuspendingClock.now } ?? false }

  /// Takes what there is of the answer; the answer, or how the process ended without one, when no more will come.
  ///
  /// A process that has answered is not waited for: that the kernel takes its memory apart lasts.
  mutating func receive() -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(input.number, &chunk, chunk.count)
      if count > 0 {
        answer += chunk[..<count]
        continue
      }
      guard count == 0 || (errno != EINTR && (errno != EAGAIN || isLate)) else { return nil }
      hasAnswered = true
      var frame = answer[...]
      if let payload = try? WorkerFrame.take(from: &frame), frame.isEmpty { return payload }
      return WorkerMain.encoded(.ended(end()))
    }
  }

  /// Ends the process, where it has not ended by itself.
  private func end() -> BranchEnd {
    let wasLate = isLate
    if wasLate { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    switch ExitStatus(waitStatus: status) {
    case .signalled(SIGKILL) where wasLate: return .timedOut
    case .exited(let code): return .exited(code)
    case .signalled(let number): return .signalled(number)
    }
  }
}
