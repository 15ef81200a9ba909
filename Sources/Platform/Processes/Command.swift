internal import CPosix
import Glibc

/// A program to start: its own process group, no descriptor but those named here, the default signal handling.
///
/// A thin layer over posix_spawn. swift-subprocess 1.0.2 (without its Foundation trait) was measured against it: 10 s
/// more for a first debug build, 22 s for a release build, 5 MB more of program to load for every worker; and it knows
/// neither a further descriptor for the answer nor a time limit for a whole group. Foundation's Process leaves the
/// process group to its parent and hands every descriptor that is not close-on-exec to the child.
package struct Command: Sendable {
  /// A path, or a name to look for in `PATH`.
  package var executable: String
  /// Without the program's own name.
  package var arguments: [String]
  /// What differs from this process's environment; nil removes a variable.
  package var environment: [String: String?]
  /// The working folder; this process's own where nil.
  package var folder: String?
  /// The descriptor on which the program gives its answer: 1, or a further one, then what it prints goes with its
  /// errors.
  package var answerDescriptor: Int32

  /// A program that is looked for in `PATH` where its name has no slash.
  package init(
    executable: String, arguments: [String] = [], environment: [String: String?] = [:], folder: String? = nil,
    answerDescriptor: Int32 = 1
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.answerDescriptor = answerDescriptor
  }

  /// The parent's ends of the pipes to a child.
  struct Pipes {
    var input: Descriptor
    var answer: Descriptor
    var errors: Descriptor
  }

  /// Starts the program. The caller must wait for the process, by `Interruption.ending`.
  func start() throws(SystemError) -> (process: pid_t, pipes: Pipes) {
    let input = try Pipe()
    let answer = try Pipe()
    let errors = try Pipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.readEnd.number, 0)
    let printed = answerDescriptor == 1 ? answer.writeEnd.number : errors.writeEnd.number
    posix_spawn_file_actions_adddup2(&actions, printed, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writeEnd.number, 2)
    if answerDescriptor > 2 {
      posix_spawn_file_actions_adddup2(&actions, answer.writeEnd.number, answerDescriptor)
    }
    monigen_spawn_close_from(&actions, max(3, answerDescriptor + 1))
    if let folder { monigen_spawn_change_folder(&actions, folder) }
    let process = try Interruption.starting { () throws(SystemError) in try spawn(&actions) }
    for end in [input.writeEnd, answer.readEnd, errors.readEnd] {
      _ = fcntl(end.number, F_SETFL, fcntl(end.number, F_GETFL) | O_NONBLOCK)
    }
    return (process, Pipes(input: input.writeEnd, answer: answer.readEnd, errors: errors.readEnd))
  }

  private func spawn(_ actions: inout posix_spawn_file_actions_t) throws(SystemError) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let strings = ([executable] + arguments).map { strdup($0) }
    let variables = completeEnvironment().map { strdup($0) }
    defer { (strings + variables).forEach { free($0) } }
    var process = pid_t()
    let status = posix_spawnp(&process, executable, &actions, &attributes, strings + [nil], variables + [nil])
    guard status == 0 else { throw SystemError(status) }
    return process
  }

  private func completeEnvironment() -> [String] {
    var lines: [String] = []
    var index = 0
    while let line = environ[index] {
      let text = String(cString: line)
      if !environment.keys.contains(where: { text.hasPrefix($0 + "=") }) { lines.append(text) }
      index += 1
    }
    return lines + environment.compactMap { name, value in value.map { "\(name)=\($0)" } }.sorted()
  }
}

/// A pipe of which no other child gets an end: close-on-exec from the start.
private struct Pipe {
  let readEnd: Descriptor
  let writeEnd: Descriptor

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard monigen_pipe_close_on_exec(&ends) == 0 else { throw SystemError() }
    readEnd = try Self.clear(ends[0])
    writeEnd = try Self.clear(ends[1])
  }

  /// Out of the way of the low numbers that the child's end is copied to.
  private static func clear(_ number: Int32) throws(SystemError) -> Descriptor {
    let low = Descriptor(owning: number)
    if number > 9 { return low }
    do throws(SystemError) {
      return Descriptor(owning: try checked { fcntl(number, F_DUPFD_CLOEXEC, 10) })
    } catch {
      // Where no number above can be had at all, the system says that the number is wrong.
      throw error.number == EINVAL ? SystemError(EMFILE) : error
    }
  }
}

/// How a process ended.
package enum ExitStatus: Sendable, Equatable {
  case exited(Int32)
  case signalled(Int32)

  /// From the status that waitpid(2) gives.
  package init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited(waitStatus >> 8 & 0xFF) : .signalled(signal)
  }
}
