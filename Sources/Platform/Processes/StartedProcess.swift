internal import CPosix
import Glibc
import Synchronization

/// A process that is at work before anybody talks with it: it has been told the beginning of its input, as far as a
/// pipe takes it.
///
/// One that nobody talks with is ended when the value goes.
package final class StartedProcess: Sendable {
  /// What an exchange takes over.
  struct Parts: Sendable {
    var process: RunningProcess
    var pipes: Command.Pipes
    var unsent: ArraySlice<UInt8>
  }

  private let parts: Mutex<Parts?>

  /// Starts the process.
  package init(_ command: Command, input: [UInt8]) throws(SystemError) {
    let (process, pipes) = try command.start()
    var unsent = input[...]
    if !unsent.isEmpty { _ = BrokenPipe.ignored { pipes.input.writeSome(&unsent) } }
    parts = Mutex(Parts(process: RunningProcess(process), pipes: pipes, unsent: unsent))
  }

  deinit { _ = parts.withLock { $0?.process.end() } }

  /// Hands the process over, once.
  ///
  /// - Throws: ESRCH where it was handed over before.
  func take() throws(SystemError) -> Parts {
    let own = parts.withLock { parts in
      defer { parts = nil }
      return parts
    }
    guard let own else { throw SystemError(ESRCH) }
    return own
  }
}

/// A child that leads a process group and has not been waited for.
struct RunningProcess: Sendable {
  private let number: pid_t
  /// Readable when the process has ended; nil where the kernel cannot tell, then it is asked again and again.
  let ended: Descriptor?

  init(_ number: pid_t) {
    self.number = number
    let descriptor = monigen_pidfd_open(number)
    ended = descriptor < 0 ? nil : Descriptor(owning: descriptor)
  }

  /// Whether the process has ended.
  var hasEnded: Bool {
    var information = siginfo_t()
    let status = waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT)
    return status == 0 && information.si_signo != 0
  }

  /// Kills what is left of the group, and waits for the process. The group goes first: until its leader was waited for
  /// nobody else can get its number.
  func end() -> ExitStatus {
    Interruption.ending(number)
    var status: Int32 = 0
    while waitpid(number, &status, 0) == -1, errno == EINTR {}
    return ExitStatus(waitStatus: status)
  }
}
