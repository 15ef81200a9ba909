/// One message between a worker and its parent, or a part of one: a mark, the length of the payload, the payload.
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

  /// Takes the first frame off bytes that may go on later: its payload, or nil where it is not whole yet.
  static func take(from bytes: inout ArraySlice<UInt8>) throws(Problem) -> [UInt8]? {
    guard let length = try payloadLength(header: bytes.prefix(headerLength)), bytes.count - headerLength >= length
    else { return nil }
    let payload = bytes.dropFirst(headerLength).prefix(length)
    bytes = bytes[payload.endIndex...]
    return Array(payload)
  }

  /// What is wrong with bytes that end here though they are no whole frame.
  static func problem(ofIncomplete bytes: ArraySlice<UInt8>) -> Problem {
    guard !bytes.isEmpty else { return .empty }
    do throws(Problem) {
      guard let length = try payloadLength(header: bytes.prefix(headerLength)) else {
        return .truncated(received: bytes.count, expected: headerLength)
      }
      return .truncated(received: bytes.count - headerLength, expected: length)
    } catch {
      return error
    }
  }

  /// The payloads of the frames that stand one after the other; nil where there is none.
  static func decodeAll(_ bytes: [UInt8]) throws(Problem) -> [[UInt8]]? {
    guard bytes.starts(with: mark) else { return nil }
    var payloads: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let payload = try take(from: &rest) else { throw problem(ofIncomplete: rest) }
      payloads.append(payload)
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
