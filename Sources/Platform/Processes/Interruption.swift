internal import CPosix
import Glibc
import Synchronization

/// Ends the process in good order when the user presses Ctrl-C or the system asks it to stop: kills the workers,
/// removes passing files, and exits with 128 + the signal's number (130 for SIGINT, 143 for SIGTERM).
///
/// The signal handler only writes a byte into a pipe; a thread reads it and does the work.
public enum Interruption {
  /// Starts to handle SIGINT, SIGTERM and SIGHUP. Call it once, early; further calls do nothing.
  public static func install() {
    let first = state.withLock { state in
      defer { state.isInstalled = true }
      return !state.isInstalled
    }
    guard first else { return }
    // A write beyond `ulimit -f` shall be an error that we report, not the end.
    signal(SIGXFSZ, SIG_IGN)
    var ends: [Int32] = [-1, -1]
    guard monigen_pipe_close_on_exec(&ends) == 0 else { return }
    let readEnd = ends[0]
    // Without the thread nobody would read the pipe: the signals then end the process as they do any other.
    guard Thread.start(stack: 1 << 18, { waitForSignal(readEnd) }) else { return }
    _ = monigen_forward_interrupts(ends[1])
  }

  /// What has to go when the process is interrupted.
  private struct State {
    var isInstalled = false
    var groups: Set<pid_t> = []
    var files: [String: OpenFolder] = [:]
  }

  private static let state = Mutex(State())

  private static func waitForSignal(_ descriptor: Int32) {
    // Whoever started us may have had the signals blocked, and a child gets that from its parent (Foundation's Process
    // does it on a thread of Dispatch). One thread that takes them is enough.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGHUP, SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    var number: UInt8 = 0
    while read(descriptor, &number, 1) != 1 {}
    // The lock is kept until the end: whoever wants to start a process or a file now waits for ever.
    state.withLock { state in
      for group in state.groups { kill(-group, SIGKILL) }
      for (name, folder) in state.files { try? folder.remove(name) }
      awaitEnd(of: state.groups)
      _exit(128 + Int32(number))
    }
  }

  /// Waits until killed processes are gone, so that whoever starts the program anew has their memory; not for ever,
  /// since the kernel may be at work for one.
  private static func awaitEnd(of processes: Set<pid_t>) {
    var left = processes
    for _ in 0..<500 where !left.isEmpty {
      left = left.filter { waitpid($0, nil, WNOHANG) == 0 }
      if !left.isEmpty { usleep(1000) }
    }
  }

  /// Starts a process that leads a group of its own, and from then on ends it with this one.
  static func starting(_ start: () throws(SystemError) -> pid_t) throws(SystemError) -> pid_t {
    let result = state.withLock { state in
      Result<pid_t, SystemError> { () throws(SystemError) -> pid_t in
        let process = try start()
        state.groups.insert(process)
        return process
      }
    }
    return try result.get()
  }

  /// Kills what is left of the group of a process, then forgets it. The process must not have been waited for yet:
  /// until then nobody else can get its number.
  static func ending(_ process: pid_t) {
    state.withLock { state in
      state.groups.remove(process)
      kill(-process, SIGKILL)
    }
  }

  /// Creates a passing file that must not outlive the process.
  package static func creating(_ name: String, in folder: OpenFolder) throws(SystemError) -> Descriptor {
    let result = state.withLock { state in
      Result<Descriptor, SystemError> { () throws(SystemError) -> Descriptor in
        let file = try folder.create(name)
        state.files[name] = folder
        return file
      }
    }
    return try result.get()
  }

  /// The passing file has been renamed or removed.
  package static func forget(_ name: String) {
    state.withLock { _ = $0.files.removeValue(forKey: name) }
  }
}
