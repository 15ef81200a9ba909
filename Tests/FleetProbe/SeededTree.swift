import Fleet

/// A tree made from a number: other files, other contents, other sizes for each. Every file begins and ends with the
/// same line, so that a look at one file tells whether it is whole.
public struct SeededTree {
  public var files: [TreeFile]

  public init(seed: UInt64) {
    var generator = SplitMix(state: seed)
    files = (0..<12).compactMap { number in
      guard generator.next() % 4 != 0 else { return nil }
      let folder = ["", "setup/", "a/b/"][Int(generator.next() % 3)]
      let mark = "\(seed) \(number)\n"
      let filling = String(repeating: mark, count: Int(generator.next() % 3000))
      return TreeFile(path: "\(folder)file\(number).yaml", contents: Array("begin \(mark)\(filling)end \(mark)".utf8))
    }
  }

  /// Whether a text is one that some seed makes, from its beginning to its end.
  public static func isWhole(_ text: String) -> Bool {
    guard let first = text.split(separator: "\n").first, first.hasPrefix("begin ") else { return false }
    return text.hasSuffix("\nend \(first.dropFirst(6))\n")
  }
}

/// A small generator of numbers: the same from the same seed.
public struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  public init(state: UInt64) { self.state = state }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
