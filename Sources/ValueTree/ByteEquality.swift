extension String {
  /// Whether both strings hold the same bytes.
  ///
  /// Swift's `==` asks whether they look the same: "é" as one scalar equals "e" with an accent. In data those are two
  /// strings: two keys of one object, and a change that a diff has to tell.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in
        Self.isEqual(UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
      }
    }.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether this string comes first in the order of code points, which is also that of the bytes.
  func precedesInCodePointOrder(_ other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in a.lexicographicallyPrecedes(b) }
    }.flatMap { $0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  private static func isEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset + 8 <= a.count {
      let x = a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard x == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else { return false }
      offset += 8
    }
    while offset < a.count {
      guard a[offset] == b[offset] else { return false }
      offset += 1
    }
    return true
  }
}
