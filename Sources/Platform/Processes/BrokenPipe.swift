import Glibc

/// Writing to a process that is gone.
enum BrokenPipe {
  /// Does something during which a write that nobody reads is an error of this thread (EPIPE), whatever the program
  /// does with SIGPIPE.
  static func ignored<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer {
      var none = timespec()
      while sigtimedwait(&signals, nil, &none) > 0 {}
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    return try work()
  }
}
