import Glibc

/// An open file descriptor, closed when its last owner goes.
package final class Descriptor: Sendable {
  /// What system calls take.
  package let number: Int32

  /// Takes the descriptor over: nobody else may close it.
  package init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Everything from here to the end.
  package func readAll(limit: Int = .max) throws(SystemError) -> [UInt8] {
    var contents: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while contents.count < limit {
      let count = try checked { read(number, &chunk, chunk.count) }
      if count == 0 { break }
      contents.append(contentsOf: chunk[..<count])
    }
    return contents
  }

  /// Writes all bytes, however many calls that takes.
  package func writeAll(_ contents: [UInt8]) throws(SystemError) {
    var written = 0
    while written < contents.count {
      written += try checked {
        contents.withUnsafeBytes { write(number, $0.baseAddress! + written, contents.count - written) }
      }
    }
  }
  /// Writes as much as there is room for, and takes it off; false where nobody reads it any more.
  func writeSome(_ contents: inout ArraySlice<UInt8>) -> Bool {
    let count = contents.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
    if count > 0 { contents = contents.dropFirst(count) }
    return count >= 0 || errno == EAGAIN || errno == EINTR
  }
}
