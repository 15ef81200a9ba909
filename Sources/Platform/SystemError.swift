import Glibc

/// A system call that failed: its number is kept apart from the words, which depend on what was being done.
package struct SystemError: Error, Hashable {
  /// The value of `errno`.
  package var number: Int32

  /// The error of the call that failed last on this thread, unless told otherwise.
  package init(_ number: Int32 = errno) { self.number = number }

  /// The system's own words: `No space left on device`.
  package var reason: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Runs a system call again as long as a signal interrupts it; -1 becomes an error.
@discardableResult
package func checked<T: FixedWidthInteger & SignedInteger>(_ call: () -> T) throws(SystemError) -> T {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError() }
  }
}
