import Platform

/// The contents as a file. All numbers take eight bytes, the lowest first:
///
///     the format
///     the origin's digest, or zeros
///     for each file: the length of its path, the path, the five numbers of the stamp, the digest
extension StampIndex.Contents {
  /// Another number than that of any other format; a length, which older ones begin with, is never below zero.
  private static let format: Int64 = -2
  private static let noOrigin = [UInt8](repeating: 0, count: 32)

  /// The file's contents, the same for equal ones.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * 160)
    func append(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { bytes += $0 } }
    append(Self.format)
    bytes += origin?.bytes ?? Self.noOrigin
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      append(Int64(path.utf8.count))
      bytes += path.utf8
      let stamp = entry.stamp
      for number in [stamp.device, stamp.inode, stamp.size, stamp.contentTime, stamp.stateTime] { append(number) }
      bytes += entry.digest.bytes
    }
    return bytes
  }

  /// Reads a file's contents; nil where they are none.
  init?(bytes: [UInt8]) {
    var rest = bytes[...]
    func take(_ count: Int) -> ArraySlice<UInt8>? {
      guard count >= 0, rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    func number() -> Int64? {
      take(8)?.withUnsafeBytes { Int64(littleEndian: $0.loadUnaligned(as: Int64.self)) }
    }
    func digest() -> Digest? { take(32).flatMap { Digest(bytes: $0) } }
    guard number() == Self.format, let origin = digest() else { return nil }
    self.origin = origin.bytes == Self.noOrigin ? nil : origin
    while !rest.isEmpty {
      guard let length = number().flatMap({ Int(exactly: $0) }), let path = take(length),
        let device = number(), let inode = number(), let size = number(), let contentTime = number(),
        let stateTime = number(), let digest = digest()
      else { return nil }
      let stamp = FileStamp(
        device: device, inode: inode, size: size, contentTime: contentTime, stateTime: stateTime)
      entries[String(decoding: path, as: UTF8.self)] = StampIndex.Entry(stamp: stamp, digest: digest)
    }
  }
}
