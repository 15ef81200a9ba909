/// A text's lines: turns offsets into lines and columns, and gives the line that an excerpt shows.
///
/// Lines end at a line feed (a carriage return before it belongs to the line's end), as editors count them.
///
///     let lines = SourceLines(Array("a: 1\nb: ü!".utf8))
///     lines.position(atByte: 10)  // line 2, column 5
///     lines.text(ofLine: 2)       // "b: ü!"
public struct SourceLines: Sendable {
  private let bytes: [UInt8]
  /// Where each line starts, as byte offset and counted in Unicode scalars.
  private let byteStarts: [Int]
  private let scalarStarts: [Int]

  /// A line longer than this is not worth an excerpt: it is minified or no text at all.
  private static let excerptLimit = 100_000

  /// The lines of a UTF-8 text, which is copied.
  public init(_ text: some Collection<UInt8>) {
    bytes = Array(text)
    var byteStarts = [0], scalarStarts = [0]
    var scalars = 0
    bytes.withUnsafeBufferPointer { buffer in
      for (offset, byte) in buffer.enumerated() {
        if byte & 0xC0 != 0x80 { scalars += 1 }
        if byte == 0x0A {
          byteStarts.append(offset + 1)
          scalarStarts.append(scalars)
        }
      }
    }
    self.byteStarts = byteStarts
    self.scalarStarts = scalarStarts
  }

  /// The place of the byte at `offset`.
  public func position(atByte offset: Int) -> SourceMap.Position {
    let line = Self.line(of: offset, in: byteStarts)
    let before = bytes[byteStarts[line]..<min(max(offset, byteStarts[line]), bytes.count)]
    let column = before.reduce(into: 1) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
    return SourceMap.Position(line: line + 1, column: column)
  }

  /// The place of the Unicode scalar at `index`, counted from the text's start.
  public func position(atScalar index: Int) -> SourceMap.Position {
    let line = Self.line(of: index, in: scalarStarts)
    return SourceMap.Position(line: line + 1, column: max(0, index - scalarStarts[line]) + 1)
  }

  /// A line without its end, lines counted from 1; nil where there is none or it is too long to show.
  public func text(ofLine number: Int) -> String? {
    guard byteStarts.indices.contains(number - 1) else { return nil }
    var end = number < byteStarts.count ? byteStarts[number] - 1 : bytes.count
    let start = byteStarts[number - 1]
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    guard end - start <= Self.excerptLimit else { return nil }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The last line that starts at or before `offset`.
  private static func line(of offset: Int, in starts: [Int]) -> Int {
    var low = 0, high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
