/// What `git cat-file --batch` prints: `HASH TYPE SIZE`, a line end, the contents, a line end; or `HASH missing`.
struct GitBatch {
  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The contents of the next object; nil where it is missing or the answer ends.
  mutating func next() -> [UInt8]? {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let words = String(decoding: bytes[position..<end], as: UTF8.self).split(separator: " ")
    position = end + 1
    guard words.count == 3, let size = Int(words[2]), size >= 0, size < bytes.count - position else { return nil }
    defer { position += size + 1 }
    return Array(bytes[position..<position + size])
  }
}
