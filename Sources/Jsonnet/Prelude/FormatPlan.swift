/// Which values a format string needs, and of what type.
struct FormatPlan {
  /// The format string, each code with the index of its value.
  private(set) var pieces: [(piece: FormatString.Piece, value: Int)] = []
  /// Of the values that are picked by name, in the order in which they are first used.
  private(set) var names: [[UInt8]] = []
  /// For each value `s` where any will do, `n` where a number is needed, `c` for a number or a string.
  private var flags: [UInt8] = []
  private let byName: Bool

  /// Nil where the library has to do it: a code without a name for an object.
  init?(_ format: FormatString, byName: Bool) {
    self.byName = byName
    for piece in format.pieces {
      guard case .code(let code) = piece, code.conversion != .percent else {
        pieces.append((piece, -1))
        continue
      }
      guard !byName else {
        guard let name = code.name else { return nil }
        pieces.append((piece, use(name, code.conversion)))
        continue
      }
      pieces.append((piece, flags.count))
      flags.append(Self.flag(code.conversion))
    }
  }

  /// For the prelude: the flags, or null where all are `s`; then the names, or how many values there must be.
  var value: NativeValue {
    let isAllText = flags.allSatisfy { $0 == UInt8(ascii: "s") }
    return .array([
      isAllText ? .null : .string(flags),
      byName ? .array(names.map { .string($0) }) : .number(Double(flags.count)),
    ])
  }

  var count: Int { flags.count }

  private mutating func use(_ name: [UInt8], _ conversion: FormatString.Conversion) -> Int {
    let flag = Self.flag(conversion)
    guard let index = names.firstIndex(of: name) else {
      names.append(name)
      flags.append(flag)
      return names.count - 1
    }
    // The stricter need counts; whatever does not meet it is the library's to refuse.
    if flags[index] == UInt8(ascii: "s") || flag == UInt8(ascii: "n") { flags[index] = flag }
    return index
  }

  private static func flag(_ conversion: FormatString.Conversion) -> UInt8 {
    switch conversion {
    case .text: UInt8(ascii: "s")
    case .character: UInt8(ascii: "c")
    default: UInt8(ascii: "n")
    }
  }
}
