import Dispatch
import Glibc

/// The ends of processes that have given all they had to give: nobody waits for them who has other work. The kernel
/// takes 10 to 50 ms to take the memory of a worker apart.
///
/// This process waits for them when it exits. So none outlives it, and what they used is on its account, which time(1)
/// shows.
enum UnwatchedEnds {
  private static let left = DispatchGroup()
  private static let waitAtExit: Void = { _ = atexit { UnwatchedEnds.left.wait() } }()

  /// How long a process may take for it, in milliseconds, before it is killed.
  private static let patience: Int32 = 1000

  /// Leaves a process to a thread of its own, or ends it at once where there is none to be had.
  ///
  /// - Parameter input: our end of its standard input, which stays open: a worker that sees it close ends at once,
  ///   before it has waited for its own children.
  static func leave(_ process: RunningProcess, input: Descriptor?) {
    _ = waitAtExit
    left.enter()
    let end: @Sendable () -> Void = {
      if let ended = process.ended {
        var polls = [pollfd(fd: ended.number, events: Int16(POLLIN), revents: 0)]
        withExtendedLifetime(input) { _ = poll(&polls, 1, patience) }
      }
      _ = process.end()
      left.leave()
    }
    if !Thread.start(stack: 1 << 16, end) { end() }
  }
}
