/// A format string of `std.format`, taken apart as the library does it.
struct FormatString {
  enum Conversion: Hashable {
    case integer, octal, hexadecimal, scientific, decimal, general, character, text, percent
  }

  /// One `%…` of the string.
  struct Code: Hashable {
    /// `(name)`.
    var name: [UInt8]?
    var alternative = false
    var zero = false
    var left = false
    var blank = false
    var plus = false
    var width = 0
    var precision: Int?
    var conversion = Conversion.percent
    var capitals = false
  }

  enum Piece: Hashable {
    case literal([UInt8])
    case code(Code)
  }

  private(set) var pieces: [Piece] = []

  /// Widths beyond this are left to the library, which may run out of stack over them.
  private static let widest = 64

  private var rest: ArraySlice<UInt8> = []

  /// Reads a format string out of an array with that one element. Nil where the library has to do it: for errors in
  /// it, for `*`, and for unusual widths.
  init?(serialised text: UnsafeBufferPointer<UInt8>) {
    guard let element = SerialisedReader.elements(of: text)?.first, let bytes = SerialisedReader.decoded(element) else {
      return nil
    }
    self.init(bytes)
  }

  init?(_ bytes: [UInt8]) {
    rest = bytes[...]
    while !rest.isEmpty {
      if rest.first == UInt8(ascii: "%") {
        rest.removeFirst()
        guard let code = code() else { return nil }
        pieces.append(.code(code))
      } else {
        let end = rest.firstIndex(of: UInt8(ascii: "%")) ?? rest.endIndex
        pieces.append(.literal(Array(rest[..<end])))
        rest = rest[end...]
      }
    }
  }

  private mutating func code() -> Code? {
    var code = Code()
    if rest.first == UInt8(ascii: "(") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
      code.name = Array(rest[(rest.startIndex + 1)..<end])
      rest = rest[(end + 1)...]
    }
    while flag(into: &code) { rest.removeFirst() }
    guard let width = number() else { return nil }
    code.width = width
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard let precision = number() else { return nil }
      code.precision = precision
    }
    if let byte = rest.first, "hlL".utf8.contains(byte) { rest.removeFirst() }
    guard let letter = rest.popFirst(), let conversion = Self.conversion(letter) else { return nil }
    code.conversion = conversion
    code.capitals = "XEFG".utf8.contains(letter)
    return code
  }

  private func flag(into code: inout Code) -> Bool {
    switch rest.first {
    case UInt8(ascii: "#"): code.alternative = true
    case UInt8(ascii: "0"): code.zero = true
    case UInt8(ascii: "-"): code.left = true
    case UInt8(ascii: " "): code.blank = true
    case UInt8(ascii: "+"): code.plus = true
    default: return false
    }
    return true
  }

  /// A number that may have no digits; nil for `*` and for one that is too large.
  private mutating func number() -> Int? {
    if rest.first == UInt8(ascii: "*") { return nil }
    var value = 0
    while let byte = rest.first, (0x30...0x39).contains(byte) {
      value = value * 10 + Int(byte - 0x30)
      guard value <= Self.widest else { return nil }
      rest.removeFirst()
    }
    return value
  }

  private static func conversion(_ letter: UInt8) -> Conversion? {
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"): .integer
    case UInt8(ascii: "o"): .octal
    case UInt8(ascii: "x"), UInt8(ascii: "X"): .hexadecimal
    case UInt8(ascii: "e"), UInt8(ascii: "E"): .scientific
    case UInt8(ascii: "f"), UInt8(ascii: "F"): .decimal
    case UInt8(ascii: "g"), UInt8(ascii: "G"): .general
    case UInt8(ascii: "c"): .character
    case UInt8(ascii: "s"): .text
    case UInt8(ascii: "%"): .percent
    default: nil
    }
  }
}
