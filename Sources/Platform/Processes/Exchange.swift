internal import CPosix
import Glibc

/// One conversation with a child process: the input goes in, answer and errors come out, until it ends or its time is
/// up.
package struct Exchange {
  /// What came of it.
  package struct Result: Sendable {
    /// How the process ended.
    package var status: ExitStatus
    /// What came on the command's answer descriptor.
    package var answer: [UInt8]
    /// The time was up: the whole process group was killed.
    package var timedOut: Bool
    /// More of an answer came than is allowed; the process group was killed.
    package var answerTooLong: Bool
  }

  /// The program to start.
  package var command: Command
  /// What the program gets on standard input.
  package var input: [UInt8]
  /// Whether the input stays open until the process ends: how a worker sees that its parent lives.
  package var keepsInputOpen: Bool
  /// Wall time until the process group is killed; nil for no limit.
  package var timeLimit: Duration?
  /// Bytes of an answer beyond which the process group is killed.
  package var answerLimit = 1 << 30
  /// Asked now and then; true ends the process.
  package var isCancelled: () -> Bool = { false }
  /// Told how many bytes of the answer are there, as they come.
  package var onAnswer: (Int) -> Void = { _ in }
  /// Gets what the process prints to standard error, as it comes.
  package var onErrors: ([UInt8]) -> Void = { _ in }

  /// A conversation that has not begun.
  package init(command: Command, input: [UInt8], keepsInputOpen: Bool = false, timeLimit: Duration? = nil) {
    self.command = command
    self.input = input
    self.keepsInputOpen = keepsInputOpen
    self.timeLimit = timeLimit
  }

  /// Runs the conversation on this thread.
  package func run() throws(SystemError) -> Result {
    // The clock that stands still while the machine sleeps: so does the child.
    let deadline = timeLimit.map { SuspendingClock.now + $0 }
    var talk = try Talk(exchange: self, deadline: deadline)
    let process = talk.process
    let before = Self.blockBrokenPipeSignal()
    defer { Self.restore(before) }
    talk.run()
    // The group is killed before its leader is waited for. Nothing writes any more then, so what is in the pipes is
    // all.
    Interruption.ending(process)
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
    talk.drain()
    return Result(
      status: ExitStatus(waitStatus: status), answer: talk.answer, timedOut: talk.timedOut,
      answerTooLong: talk.answerTooLong)
  }

  /// A write to a process that is gone shall be an error of this thread, whatever the program does with SIGPIPE.
  private static func blockBrokenPipeSignal() -> sigset_t {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    return before
  }

  private static func restore(_ before: sigset_t) {
    var signals = sigset_t()
    var mask = before
    var none = timespec()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    while sigtimedwait(&signals, nil, &none) > 0 {}
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}

/// The state of a running conversation.
private struct Talk {
  let exchange: Exchange
  let process: pid_t
  let deadline: SuspendingClock.Instant?
  private var input: Descriptor?
  private var answerPipe: Descriptor?
  private var errorPipe: Descriptor?
  /// Readable when the process has ended; nil where the kernel cannot tell, then it is asked again and again.
  private let ended: Descriptor?
  private var sent = 0
  private(set) var answer: [UInt8] = []
  private(set) var timedOut = false
  private(set) var answerTooLong = false
  private var buffer = [UInt8](repeating: 0, count: 65536)

  /// Starts the process. Nobody else may keep the pipes: the process sees the end of its input when the last owner of
  /// our end goes.
  init(exchange: Exchange, deadline: SuspendingClock.Instant?) throws(SystemError) {
    self.exchange = exchange
    self.deadline = deadline
    let pipes: Command.Pipes
    (process, pipes) = try exchange.command.start()
    let isAllSent = exchange.input.isEmpty && !exchange.keepsInputOpen
    (input, answerPipe, errorPipe) = (isAllSent ? nil : pipes.input, pipes.answer, pipes.errors)
    let descriptor = monigen_pidfd_open(process)
    ended = descriptor < 0 ? nil : Descriptor(owning: descriptor)
  }

  /// Talks until the process has ended or has to be killed.
  mutating func run() {
    while true {
      if let deadline, SuspendingClock.now >= deadline {
        timedOut = true
        return
      }
      if answer.count > exchange.answerLimit {
        answerTooLong = true
        return
      }
      if exchange.isCancelled() { return }
      var polls = [
        pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: answerPipe?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorPipe?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ended?.number ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      if input != nil, sent == exchange.input.count { polls[0].events = 0 }
      guard poll(&polls, 4, timeout) >= 0 || errno == EINTR else { return }
      if polls[0].revents != 0 { send() }
      if polls[1].revents != 0 { receiveAnswer() }
      if polls[2].revents != 0 { receiveErrors() }
      if polls[3].revents != 0 || (ended == nil && hasEnded) { return }
    }
  }

  /// What is still in the pipes after the process has ended. A process that left the group may hold them open: its
  /// output is not waited for.
  mutating func drain() {
    while answerPipe != nil, answer.count <= exchange.answerLimit, receiveAnswer() {}
    while errorPipe != nil, receiveErrors() {}
  }

  /// Milliseconds until somebody has to look again.
  private var timeout: Int32 {
    var limit: Int64 = ended == nil ? 20 : 200
    if let deadline {
      let left = (deadline - SuspendingClock.now).components
      if left.seconds < 1 { limit = min(limit, max(0, left.attoseconds / 1_000_000_000_000_000 + 1)) }
    }
    return Int32(limit)
  }

  private var hasEnded: Bool {
    var information = siginfo_t()
    let status = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
    return status == 0 && information.si_signo != 0
  }

  private mutating func send() {
    guard let pipe = input, sent < exchange.input.count else {
      input = nil  // the reader is gone
      return
    }
    let count = exchange.input.withUnsafeBytes {
      write(pipe.number, $0.baseAddress! + sent, $0.count - sent)
    }
    if count > 0 { sent += count }
    if count < 0, errno != EAGAIN, errno != EINTR { input = nil }
    if sent == exchange.input.count, !exchange.keepsInputOpen { input = nil }
  }

  @discardableResult
  private mutating func receiveAnswer() -> Bool {
    guard let pipe = answerPipe else { return false }
    let count = read(pipe.number, &buffer, buffer.count)
    if count > 0 {
      answer.append(contentsOf: buffer[..<count])
      exchange.onAnswer(answer.count)
    }
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { answerPipe = nil }
    return count > 0
  }

  @discardableResult
  private mutating func receiveErrors() -> Bool {
    guard let pipe = errorPipe else { return false }
    let count = read(pipe.number, &buffer, buffer.count)
    if count > 0 { exchange.onErrors(Array(buffer[..<count])) }
    if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { errorPipe = nil }
    return count > 0
  }
}
