import Diagnostics
import Glibc
import Platform

/// Why a worker gave no usable answer.
enum WorkerFailure: Hashable {
  case startFailed(SystemError)
  case timedOut(Duration)
  case outOfMemory(MemoryLimit?)
  case answerTooLong
  case signalled(Int32)
  case exited(Int32)
  case badAnswer(WorkerFrame.Problem)
  case unreadableAnswer(String)
  case cancelled

  /// The one diagnostic that the user gets. `lastWords` is what the worker printed when it broke down.
  func diagnostic(target: String, lastWords: [String]) -> Diagnostic {
    let notes = self.isForeseen ? [] : lastWords.map { Diagnostic.Note($0) }
    return Diagnostic(message, at: SourceLocation(file: target), notes: notes, hint: hint)
  }

  /// The process did what we expect of it; its own words about it are noise.
  private var isForeseen: Bool {
    switch self {
    case .timedOut, .outOfMemory, .cancelled: true
    default: false
    }
  }

  private var message: String {
    switch self {
    case .startFailed(let error): "cannot start a worker process: \(error.reason)"
    case .timedOut(let limit): "did not finish within its time limit of \(Limits.text(limit)) (limits.time)"
    case .outOfMemory(let limit?):
      "ran out of its memory limit of \(Limits.text(bytes: limit.bytes)) (\(limit.name))"
    case .outOfMemory(nil): "ran out of memory"
    case .answerTooLong: "produced more output than a worker may return"
    case .signalled(let number): "the worker process crashed: \(Self.name(ofSignal: number))"
    case .exited(let code): "the worker process ended with status \(code) and without a result"
    case .badAnswer(let problem): "the worker process gave an answer that makes no sense: \(Self.text(problem))"
    case .unreadableAnswer(let reason): "the worker process gave an answer that makes no sense: \(reason)"
    case .cancelled: "was stopped before it was done"
    }
  }

  private var hint: String? {
    switch self {
    case .timedOut: "look for recursion without an end, or raise 'limits: { time: … }' in monigen.yaml"
    case .outOfMemory(let limit?): "look for data that grows without an end, or \(limit.hint)"
    case .signalled(SIGSEGV), .signalled(SIGBUS): "code that nests very deeply overflows the stack like this"
    case .signalled(SIGKILL): "the system does this to processes when the machine runs out of memory"
    default: nil
    }
  }

  private static func text(_ problem: WorkerFrame.Problem) -> String {
    switch problem {
    case .empty: "it is empty"
    case .garbage(let bytes): "it begins with '\(String(decoding: bytes, as: UTF8.self))'"
    case .truncated(let received, let expected): "it breaks off after \(received) of \(expected) bytes"
    case .trailing(let count): "\(count) bytes follow it"
    }
  }

  /// `SIGSEGV (segmentation fault)`.
  static func name(ofSignal number: Int32) -> String {
    let names: [Int32: String] = [
      SIGHUP: "SIGHUP (hang-up)", SIGINT: "SIGINT (interrupt)", SIGQUIT: "SIGQUIT (quit)",
      SIGILL: "SIGILL (illegal instruction)", SIGTRAP: "SIGTRAP (trap)", SIGABRT: "SIGABRT (abort)",
      SIGBUS: "SIGBUS (bus error)", SIGFPE: "SIGFPE (arithmetic error)", SIGKILL: "SIGKILL (killed)",
      SIGSEGV: "SIGSEGV (segmentation fault)", SIGPIPE: "SIGPIPE (broken pipe)", SIGALRM: "SIGALRM (alarm)",
      SIGTERM: "SIGTERM (terminated)", SIGXCPU: "SIGXCPU (processor time used up)",
      SIGXFSZ: "SIGXFSZ (file size limit)", SIGSYS: "SIGSYS (forbidden system call)",
    ]
    return names[number] ?? "signal \(number)"
  }
}
