internal import CPosix
import Glibc

/// What the process does where the system refuses it memory, threads or descriptors in a place that cannot fail.
///
/// libdispatch, on which Swift's tasks run, then waits for ever; the Swift runtime and Foundation break down with a
/// signal. Both are to be an error.
public enum Shortage {
  /// From now on a shortage ends the process, within seconds.
  ///
  /// Signals are taken only where a limit is so low that a breakdown is most likely for want of something: elsewhere
  /// it is an error of the program, and what the Swift runtime has to say of it is needed.
  ///
  /// - Parameters:
  ///   - message: gets what the limits are that may be the reason, in words; gives what is written to standard error.
  ///   - status: the exit code, not 0.
  public static func endProcess(with status: Int32, _ message: ([String]) -> String) {
    let limits = suspects
    monigen_end_on_shortage(message(limits), status)
    if !limits.isEmpty { monigen_end_on_breakdown() }
  }

  /// As `endProcess`, without a word, in a process whose breakdowns another one explains.
  package static func endSilently(with status: Int32) { monigen_end_on_shortage("", status) }

  /// The bytes of address space that this process may get at most, as it was started; nil where there is no limit.
  package static let addressSpace: Int? = limit(RLIMIT_AS)?.hard

  /// The limits that are lower than most systems have them.
  private static var suspects: [String] {
    var found: [String] = []
    for (resource, option, name) in [
      (RLIMIT_AS, "-v", "of address space"), (RLIMIT_DATA, "-d", "of data"),
    ] {
      if let bytes = limit(resource)?.soft { found.append("\(bytes >> 20) MiB \(name) (ulimit \(option))") }
    }
    if let files = limit(RLIMIT_NOFILE)?.soft, files < fewFiles { found.append("\(files) open files (ulimit -n)") }
    return found
  }

  /// Fewer open files than this are a low limit; systems begin at 256.
  private static let fewFiles = 64

  private static func limit(_ resource: __rlimit_resource) -> (soft: Int?, hard: Int?)? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
    // RLIM_INFINITY, all bits set, is no Int.
    return (Int(exactly: limit.rlim_cur), Int(exactly: limit.rlim_max))
  }
}
