import Glibc

/// What processors have worked.
package enum ProcessorTime {
  /// For this process, in user and in kernel mode, since it began or, in a child by `fork`, since then.
  package static var ofThisProcess: Duration {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return duration(usage.ru_utime) + duration(usage.ru_stime)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
