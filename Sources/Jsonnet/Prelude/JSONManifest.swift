import ValueTree

/// `std.manifestJsonEx`, from the serialised value.
///
/// Its text is the library's, with its habit to write `[`, an empty line and `]` for an empty array. Only numbers that
/// are not whole differ: they have their shortest text, as go-jsonnet writes it there.
struct JSONManifest {
  private var reader: SerialisedReader
  private let source: UnsafeBufferPointer<UInt8>
  private let indent: [UInt8]
  private let newLine: [UInt8]
  private let separator: [UInt8]
  private var result: [UInt8] = []
  private var depth = 0

  /// - Parameters:
  ///   - values: an array with one element, the value.
  ///   - layout: an array of the strings indent, newline and key_val_sep; empty for a value without parts.
  static func text(of values: UnsafeBufferPointer<UInt8>, layout: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let parts = SerialisedReader.elements(of: layout) else { return nil }
    let strings = parts.compactMap(SerialisedReader.decoded)
    guard strings.count == parts.count, parts.isEmpty || parts.count == 3 else { return nil }
    var manifest = JSONManifest(values, layout: strings.isEmpty ? [[], [], []] : strings)
    return manifest.run()
  }

  private init(_ values: UnsafeBufferPointer<UInt8>, layout: [[UInt8]]) {
    reader = SerialisedReader(values)
    source = values
    (indent, newLine, separator) = (layout[0], layout[1], layout[2])
    result.reserveCapacity(values.count + values.count / 2)
  }

  /// Nil for a string with a NUL: the library cannot do it, and says so in its own words.
  private mutating func run() -> [UInt8]? {
    // The brackets around the one value are the serialiser's.
    reader.skip()
    while let byte = reader.peek, reader.offset < source.count - 1 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open(byte)
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        close(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        startLine()
        reader.skip()
      case UInt8(ascii: ":"):
        result.append(contentsOf: separator)
        reader.skip()
      case UInt8(ascii: " "): reader.skip()
      case UInt8(ascii: "\""):
        let start = reader.offset
        reader.passString()
        result.append(contentsOf: source[start..<reader.offset])
      default: word()
      }
    }
    return reader.hasNUL ? nil : result
  }

  private mutating func open(_ bracket: UInt8) {
    result.append(bracket)
    reader.skip()
    if reader.peek == UInt8(ascii: " ") {
      reader.skip()
      result.append(contentsOf: newLine)
      if let closing = reader.peek { close(closing) }
    } else {
      depth += 1
      startLine()
    }
  }

  private mutating func close(_ bracket: UInt8) {
    startLine()
    result.append(bracket)
    reader.skip()
  }

  private mutating func startLine() {
    result.append(contentsOf: newLine)
    for _ in 0..<depth { result.append(contentsOf: indent) }
  }

  /// A literal or a number. Whole numbers come with all their digits and stay so.
  private mutating func word() {
    let start = reader.offset
    reader.passWord()
    let text = source[start..<reader.offset]
    let isNumber = text.first.map { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } ?? false
    if isNumber, text.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }),
      let number = Double(String(decoding: text, as: UTF8.self))
    {
      result.append(contentsOf: DoubleText.shortest(number).utf8)
    } else {
      result.append(contentsOf: text)
    }
  }
}
