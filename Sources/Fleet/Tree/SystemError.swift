import Diagnostics
import Glibc

/// A system call that failed: its number is kept apart from the words, which depend on what was being done.
struct SystemError: Error, Hashable {
  var number: Int32

  init(_ number: Int32 = errno) { self.number = number }

  /// The system's own words: `No space left on device`.
  var reason: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// `cannot write: No space left on device`, with a hint where there is more to say.
  func diagnostic(_ action: String, at path: String) -> Diagnostic {
    Diagnostic("\(action): \(reason)", at: SourceLocation(file: path), hint: hint)
  }

  private var hint: String? {
    switch number {
    case ENOSPC, EDQUOT: "make room and build again: nothing is half-written"
    case EFBIG: "the process may not write files of this size (ulimit -f)"
    case EACCES, EPERM, EROFS: "the output folder is not writable for this user"
    case ENOTDIR: "the output folder is not writable: a part of its path is a file, not a folder"
    case ELOOP: "a part of the path is a symbolic link, and monigen does not write through links inside a tree"
    default: nil
    }
  }
}

/// Runs a system call again as long as a signal interrupts it; -1 becomes an error.
@discardableResult
func checked<T: FixedWidthInteger & SignedInteger>(_ call: () -> T) throws(SystemError) -> T {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR { throw SystemError() }
  }
}

/// An open file descriptor, closed when its last owner goes.
final class Descriptor: Sendable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Everything from here to the end.
  func readAll(limit: Int = .max) throws(SystemError) -> [UInt8] {
    var contents: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while contents.count < limit {
      let count = try checked { read(number, &chunk, chunk.count) }
      if count == 0 { break }
      contents.append(contentsOf: chunk[..<count])
    }
    return contents
  }

  func writeAll(_ contents: [UInt8]) throws(SystemError) {
    var written = 0
    while written < contents.count {
      written += try checked {
        contents.withUnsafeBytes { write(number, $0.baseAddress! + written, contents.count - written) }
      }
    }
  }
}
