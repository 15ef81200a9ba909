internal import CJsonnet
import Diagnostics
import Glibc

extension Evaluator {
  /// Runs a closure on a thread of its own with so much stack, and waits for it.
  ///
  ///     try Evaluator.onLargeStack(bytes: 512 << 20) { try Evaluator.evaluate(request) }
  ///
  /// - Throws: what the closure throws, or a `Diagnostic` where no such thread can be had.
  public static func onLargeStack<Value: Sendable>(
    bytes: Int, _ body: @escaping @Sendable () throws -> Value
  ) throws -> Value {
    let outcome = Outcome<Value>()
    try StackThread.run(bytes: bytes) {
      let actual = monigen_stack_size()
      outcome.result =
        actual >= bytes
        ? Result(catching: body)
        : .failure(StackThread.failure(bytes, "it got \(actual >> 20) MiB"))
    }
    guard let result = outcome.result else { throw StackThread.failure(bytes, "it did not run") }
    return try result.get()
  }

  /// Written by the new thread, and read by the one that has joined it.
  private final class Outcome<Value: Sendable>: @unchecked Sendable {
    var result: Result<Value, any Error>?
  }
}

/// A thread with a stack of a given size.
private enum StackThread {
  private final class Job: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// Runs `work` and waits until it is done.
  static func run(bytes: Int, _ work: @escaping @Sendable () -> Void) throws {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // "pthread_attr_setstacksize sets the minimum size (in bytes) that will be allocated"; below the system's least
    // and, on some systems, off a page's boundary it fails.
    let refused = pthread_attr_setstacksize(&attributes, bytes)
    guard refused == 0 else { throw failure(bytes, FileSystem.message(refused)) }
    let job = Unmanaged.passRetained(Job(work))
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().work() }
        return nil
      }, job.toOpaque())
    guard failed == 0 else {
      job.release()
      throw failure(bytes, FileSystem.message(failed))
    }
    pthread_join(thread, nil)
  }

  static func failure(_ bytes: Int, _ reason: String) -> Diagnostic {
    Diagnostic(
      "cannot start a thread with a stack of \(bytes >> 20) MiB: \(reason)",
      hint: "limits of memory (limits.memory, ulimit -v) must leave room for the stack, those of threads (ulimit -u) "
        + "one more")
  }
}
