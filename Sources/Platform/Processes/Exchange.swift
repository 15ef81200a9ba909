internal import CPosix
import Glibc

/// One conversation with a child process: the input goes in, answer and errors come out, until it ends or its time is
/// up.
package struct Exchange {
  /// What came of it.
  package struct Result: Sendable {
    /// How the process ended. One whose answer was complete counts as one that ended well: its end is not waited for.
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
  /// Gets all that is there of the answer whenever more has come; true where it is complete, then the process is not
  /// waited for, and has a second to end.
  package var onAnswer: ([UInt8]) -> Bool = { _ in false }
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
  ///
  /// - Parameter started: a process that the command has started already; the input goes on where its own ends.
  package func run(with started: StartedProcess? = nil) throws(SystemError) -> Result {
    let started = if let started { started } else { try StartedProcess(command, input: []) }
    var talk = Talk(exchange: self, try started.take())
    BrokenPipe.ignored { talk.run() }
    if talk.isComplete { UnwatchedEnds.leave(talk.process, input: talk.input) }
    let status = talk.isComplete ? .exited(0) : talk.process.end()
    talk.drain()
    return Result(status: status, answer: talk.answer, timedOut: talk.timedOut, answerTooLong: talk.answerTooLong)
  }
}

/// The state of a running conversation.
private struct Talk {
  let exchange: Exchange
  let process: RunningProcess
  private let deadline: SuspendingClock.Instant?
  private(set) var input: Descriptor?
  private var answerPipe: Descriptor?
  private var errorPipe: Descriptor?
  private var unsent: ArraySlice<UInt8>
  private(set) var answer: [UInt8] = []
  private(set) var isComplete = false
  private(set) var timedOut = false
  private(set) var answerTooLong = false
  private var buffer = [UInt8](repeating: 0, count: 65536)

  /// Nobody else may keep the pipes: the process sees the end of its input when the last owner of our end goes.
  init(exchange: Exchange, _ started: StartedProcess.Parts) {
    self.exchange = exchange
    process = started.process
    unsent = (started.unsent + exchange.input)[...]
    let isAllSent = unsent.isEmpty && !exchange.keepsInputOpen
    (input, answerPipe, errorPipe) = (isAllSent ? nil : started.pipes.input, started.pipes.answer, started.pipes.errors)
    // The clock that stands still while the machine sleeps: so does the child.
    deadline = exchange.timeLimit.map { SuspendingClock.now + $0 }
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
      if isComplete || exchange.isCancelled() { return }
      var polls = [
        pollfd(fd: input?.number ?? -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: answerPipe?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorPipe?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: process.ended?.number ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      if input != nil, unsent.isEmpty { polls[0].events = 0 }
      guard poll(&polls, 4, timeout) >= 0 || errno == EINTR else { return }
      if polls[0].revents != 0 { send() }
      if polls[1].revents != 0 { receiveAnswer() }
      if polls[2].revents != 0 { receiveErrors() }
      if polls[3].revents != 0 || (process.ended == nil && process.hasEnded) { return }
    }
  }

  /// What is still in the pipes when the process has ended or said all. Another one may hold them open, and even go on
  /// writing: nothing is waited for, and no more taken than a pipe holds.
  mutating func drain() {
    let reads = Self.pipeCapacity / buffer.count
    for _ in 0...reads where answer.count <= exchange.answerLimit { receiveAnswer() }
    for _ in 0...reads { receiveErrors() }
  }

  /// pipe(7): what an unprivileged process can make it, at most.
  private static let pipeCapacity = 1 << 20

  /// Milliseconds until somebody has to look again.
  private var timeout: Int32 {
    var limit: Int64 = process.ended == nil ? 20 : 200
    if let deadline {
      let left = (deadline - SuspendingClock.now).components
      if left.seconds < 1 { limit = min(limit, max(0, left.attoseconds / 1_000_000_000_000_000 + 1)) }
    }
    return Int32(limit)
  }

  private mutating func send() {
    guard let pipe = input, !unsent.isEmpty, pipe.writeSome(&unsent) else {
      input = nil  // the reader is gone
      return
    }
    if unsent.isEmpty, !exchange.keepsInputOpen { input = nil }
  }

  @discardableResult
  private mutating func receiveAnswer() -> Bool {
    guard let pipe = answerPipe else { return false }
    let count = read(pipe.number, &buffer, buffer.count)
    if count > 0 {
      answer.append(contentsOf: buffer[..<count])
      if !isComplete { isComplete = exchange.onAnswer(answer) }
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
