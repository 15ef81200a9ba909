/// One message between a worker and its parent: a mark, the length of the payload, the payload.
///
///     "MNG1"  8 bytes length, little-endian  payload
enum WorkerFrame {
  /// Why bytes are no frame.
  enum Problem: Error, Hashable {
    /// Nothing at all.
    case empty
    /// Something else was printed. Holds its beginning.
    case garbage([UInt8])
    /// It breaks off.
    case truncated(received: Int, expected: Int)
    /// More bytes follow.
    case trailing(Int)
  }

  static let headerLength = 12
  private static let mark = Array("MNG1".utf8)

  static func encode(_ payload: [UInt8]) -> [UInt8] {
    let length = UInt64(payload.count)
    return mark + (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + payload
  }

  /// An empty frame, which tells that a branch is done: so many stand in front of the answer of a divided worker.
  static let tick = encode([])

  /// What follows the empty frames at the beginning.
  static func withoutTicks(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while rest.starts(with: tick) { rest = rest.dropFirst(tick.count) }
    return rest
  }

  /// The payload of the one frame that all bytes together are.
  static func decode(_ bytes: ArraySlice<UInt8>) throws(Problem) -> [UInt8] {
    if bytes.isEmpty { throw .empty }
    guard let length = try payloadLength(header: bytes.prefix(headerLength)) else {
      throw .truncated(received: bytes.count, expected: headerLength)
    }
    let received = bytes.count - headerLength
    if received < length { throw .truncated(received: received, expected: length) }
    if received > length { throw .trailing(received - length) }
    return Array(bytes.dropFirst(headerLength))
  }

  /// The payloads of the frames that stand one after the other; nil where there is none.
  static func decodeAll(_ bytes: [UInt8]) throws(Problem) -> [[UInt8]]? {
    guard bytes.starts(with: mark) else { return nil }
    var payloads: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let header = rest.prefix(headerLength)
      guard let length = try payloadLength(header: header) else {
        throw .truncated(received: rest.count, expected: headerLength)
      }
      let payload = rest.dropFirst(headerLength).prefix(length)
      guard payload.count == length else { throw .truncated(received: payload.count, expected: length) }
      payloads.append(Array(payload))
      rest = rest.dropFirst(headerLength + length)
    }
    return payloads
  }

  /// The length of the payload, or nil where the header is not there as a whole yet.
  static func payloadLength(header: ArraySlice<UInt8>) throws(Problem) -> Int? {
    guard header.starts(with: mark.prefix(header.count)) else { throw .garbage(Array(header)) }
    guard header.count == headerLength else { return nil }
    let length = header.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let length = Int(exactly: length) else { throw .garbage(Array(header)) }
    return length
  }
}
