/// Walks over a short text byte by byte: enough of a regular expression for numbers and dates.
struct ByteScanner {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  /// Passes over one byte of the set; false where another or none is next.
  mutating func take(_ set: StaticString) -> Bool {
    guard offset < bytes.count, Self.contains(set, bytes[offset]) else { return false }
    offset += 1
    return true
  }

  /// Passes over as many bytes of the set as there are, at most `limit`; the number of them.
  mutating func run(_ set: StaticString, limit: Int = .max) -> Int {
    var count = 0
    while count < limit, take(set) { count += 1 }
    return count
  }

  /// As `run` of decimal digits.
  mutating func digits(limit: Int = .max) -> Int { run("0123456789", limit: limit) }

  private static func contains(_ set: StaticString, _ byte: UInt8) -> Bool {
    UnsafeBufferPointer(start: set.utf8Start, count: set.utf8CodeUnitCount).contains(byte)
  }
}
