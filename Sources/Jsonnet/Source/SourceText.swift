/// The text of one piece of Jsonnet code as a person wrote it, and what was put into it for libjsonnet.
///
/// Only ever insertions without a line feed: line numbers stay, and columns can be led back.
struct SourceText: Sendable {
  /// Something that is in libjsonnet's text and not in the person's.
  struct Insertion: Sendable, Hashable {
    /// The byte of the original before which it stands.
    var offset: Int
    var bytes: [UInt8]
    var kind: Kind
  }

  /// What was inserted, for places that libjsonnet names in it.
  enum Kind: Sendable, Hashable {
    /// A mark inside a token of the user's.
    case mark
    /// Code of ours, whose frames no user wants to see.
    case prelude
    /// Code that libjsonnet would have made itself, and taken for a part of what begins at this byte of the original.
    case rewritten(of: Int)
    /// Code of the user's that was put elsewhere, and what is there for it: of the object that begins at this byte.
    case held(of: Int)
  }

  /// A place that libjsonnet named, led back to the original.
  struct Place: Sendable, Hashable {
    var line: Int
    /// In Unicode scalars, from 1.
    var column: Int
    /// In inserted code: `column` is where that stands.
    var isInserted: Bool
    /// In code that was put elsewhere: the place is only near.
    var isHeld = false
  }

  private(set) var original: [UInt8]
  /// In ascending order of their offsets.
  private(set) var insertions: [Insertion]
  /// The bytes of the original that libjsonnet gets as blanks.
  private var blanks: [Range<Int>] = []

  /// Takes the bytes of a file. A byte order mark, which libjsonnet takes for an error, is dropped.
  init(_ bytes: [UInt8], insertions: ([UInt8]) -> [Insertion] = { _ in [] }) {
    original = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    self.insertions = insertions(original)
  }

  /// Puts more into it.
  mutating func insert(_ more: [Insertion]) {
    insertions = (insertions + more).sorted { $0.offset < $1.offset }
  }

  /// Puts field additions in the way that costs libjsonnet less.
  mutating func rewrite(_ additions: [FieldAddition]) {
    blanks += additions.map { $0.plus..<$0.plus + 1 }
    insert(additions.map(\.insertion))
  }

  /// Puts the values that objects can hold in front of them.
  mutating func hold(_ objects: [HoldingObject]) {
    var number = 0
    let edits = objects.map { $0.edit(&number) }
    blanks += edits.flatMap(\.blanks)
    insert(edits.flatMap(\.insertions))
  }

  /// What libjsonnet gets.
  var edited: [UInt8] { edited(original) }

  /// What libjsonnet gets where others stand for some bytes of the original, as many and with the same line feeds.
  func edited(_ bytes: [UInt8]) -> [UInt8] {
    guard !insertions.isEmpty else { return bytes }
    var bytes = bytes
    for offset in blanks.joined() where bytes[offset] != UInt8(ascii: "\n") { bytes[offset] = UInt8(ascii: " ") }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + insertions.reduce(0) { $0 + $1.bytes.count })
    var start = 0
    for insertion in insertions {
      result.append(contentsOf: bytes[start..<insertion.offset])
      result.append(contentsOf: insertion.bytes)
      start = insertion.offset
    }
    result.append(contentsOf: bytes[start...])
    return result
  }

  /// Leads a range that libjsonnet named back to where it starts in the original.
  ///
  /// A range from inserted code into the original is that of the whole text: it starts with the first token.
  func place(from start: Trace.Position, to end: Trace.Position) -> Place {
    let place = self.place(line: start.line, byteColumn: start.column)
    guard place.isInserted, !self.place(line: end.line, byteColumn: end.column - 1).isInserted else { return place }
    return self.start
  }

  /// Where the first token stands.
  var start: Place {
    place(at: Lexer.firstToken(of: original)?.range.lowerBound ?? original.count)
  }

  private func place(at offset: Int, isHeld: Bool = false) -> Place {
    let line = original[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    return Place(
      line: line, column: scalarCount(range(ofLine: line).lowerBound..<offset) + 1, isInserted: false, isHeld: isHeld)
  }

  /// Leads a line and a column in bytes of the edited text back to the original.
  private func place(line: Int, byteColumn: Int) -> Place {
    let range = self.range(ofLine: line)
    var offset = byteColumn - 1
    var isInserted = false
    for insertion in insertions where insertion.offset >= range.lowerBound && insertion.offset <= range.upperBound {
      let start = insertion.offset - range.lowerBound
      guard offset >= start else { break }
      if offset < start + insertion.bytes.count {
        switch insertion.kind {
        case .rewritten(let origin): return place(at: origin)
        case .held(let origin): return place(at: origin, isHeld: true)
        case .mark: isInserted = false
        case .prelude: isInserted = true
        }
        offset = start
        break
      }
      offset -= insertion.bytes.count
    }
    let end = min(range.lowerBound + max(0, offset), range.upperBound)
    return Place(line: line, column: scalarCount(range.lowerBound..<end) + 1, isInserted: isInserted)
  }

  /// The text of a line, without its end.
  func line(_ number: Int) -> String? {
    let range = self.range(ofLine: number)
    guard number == 1 || range.lowerBound < original.count else { return nil }
    return String(decoding: original[range], as: UTF8.self)
  }

  private func range(ofLine number: Int) -> Range<Int> {
    var start = 0
    var line = 1
    while line < number {
      guard let end = original[start...].firstIndex(of: UInt8(ascii: "\n")) else {
        return original.count..<original.count
      }
      start = end + 1
      line += 1
    }
    var end = original[start...].firstIndex(of: UInt8(ascii: "\n")) ?? original.count
    if end > start, original[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    original[range].count { $0 & 0xC0 != 0x80 }
  }
}
