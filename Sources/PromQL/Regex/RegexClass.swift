/// Character classes and escapes of regular expressions in RE2's syntax.
enum RegexClass {
  typealias Failure = RegexSyntax.Failure

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

  /// Goes past a class, from behind its `[`.
  /// - Parameter lastNameEnd: where the last `:]` stands; nil where there is none.
  static func skip(
    _ scalars: [Unicode.Scalar], _ position: inout Int, lastNameEnd: Int?
  ) throws(Failure) {
    if position < scalars.count, scalars[position] == "^" { position += 1 }
    var isFirst = true
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "]", !isFirst {
        position += 1
        return
      }
      if scalar == "[", position + 1 < scalars.count, scalars[position + 1] == ":", let lastNameEnd,
        lastNameEnd >= position + 2
      {
        try skipNamed(scalars, &position)
        isFirst = false
        continue
      }
      try skipRange(scalars, &position)
      isFirst = false
    }
    throw Failure("missing ']'")
  }

  /// Goes past an escape, from behind its backslash.
  /// - Returns: the character that it stands for; nil for a class of characters.
  @discardableResult
  static func skipEscape(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(Failure) -> Unicode.Scalar? {
    guard position < scalars.count else { throw Failure("a backslash at the end") }
    let scalar = scalars[position]
    position += 1
    switch scalar {
    case "d", "D", "s", "S", "w", "W": return nil
    case "p", "P":
      try skipProperty(scalars, &position)
      return nil
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x": return try hexadecimal(scalars, &position)
    case "0"..."7": return try octal(scalar, scalars, &position)
    case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !isDigit(scalar): return scalar
    default: throw Failure("no such escape sequence: '\\\(scalar)'")
    }
  }

  /// Where the last `:]` stands: only before it can a class be named.
  static func lastNameEnd(in scalars: [Unicode.Scalar]) -> Int? {
    scalars.indices.dropLast().last { scalars[$0] == ":" && scalars[$0 + 1] == "]" }
  }

  /// `[:alpha:]` within a class, with a `:]` somewhere behind.
  private static func skipNamed(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(Failure) {
    var end = position + 2
    while end + 1 < scalars.count, scalars[end] != ":" || scalars[end + 1] != "]" { end += 1 }
    var name = String(String.UnicodeScalarView(scalars[(position + 2)..<min(end, scalars.count)]))
    if name.hasPrefix("^") { name.removeFirst() }
    guard names.contains(name) else { throw Failure("no such class: '[:\(name):]'") }
    position = end + 2
  }

  private static let names: Set<String> = [
    "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
    "xdigit",
  ]

  private static func skipRange(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(Failure) {
    guard let low = try member(scalars, &position) else { return }
    guard position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]" else { return }
    position += 1
    guard let high = try member(scalars, &position), low <= high else { throw Failure("bad range in a class") }
  }

  private static func member(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(Failure) -> Unicode.Scalar? {
    let scalar = scalars[position]
    position += 1
    return scalar == "\\" ? try skipEscape(scalars, &position) : scalar
  }

  /// `\pL` or `\p{Greek}`. Any name of letters will do: which scripts there are depends on the version of Unicode.
  private static func skipProperty(_ scalars: [Unicode.Scalar], _ position: inout Int) throws(Failure) {
    guard position < scalars.count else { throw Failure("no such class of characters") }
    guard scalars[position] == "{" else {
      guard "CLMNPSZ".unicodeScalars.contains(scalars[position]) else { throw Failure("no such class of characters") }
      position += 1
      return
    }
    guard let end = scalars[position...].firstIndex(of: "}"), end > position + 1,
      scalars[(position + 1)..<end].allSatisfy({ $0 == "_" || $0 == "^" || $0.isASCII && $0.properties.isAlphabetic })
    else { throw Failure("no such class of characters") }
    position = end + 1
  }

  /// `\x7F` or `\x{10FFFF}`
  private static func hexadecimal(
    _ scalars: [Unicode.Scalar], _ position: inout Int
  ) throws(Failure) -> Unicode.Scalar? {
    let isBraced = position < scalars.count && scalars[position] == "{"
    if isBraced { position += 1 }
    var value: UInt32 = 0
    var count = 0
    while position < scalars.count, count < (isBraced ? 8 : 2), scalars[position].isASCII,
      let digit = UInt8(scalars[position].value).hexadecimalValue
    {
      value = value &* 16 &+ digit
      count += 1
      position += 1
    }
    guard isBraced ? count > 0 && position < scalars.count && scalars[position] == "}" : count == 2,
      value <= 0x10FFFF
    else { throw Failure("bad '\\x' escape") }
    if isBraced { position += 1 }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// `\0`, `\07`, `\123`. A single digit other than 0 would be a reference back, which there is not.
  private static func octal(
    _ first: Unicode.Scalar, _ scalars: [Unicode.Scalar], _ position: inout Int
  ) throws(Failure) -> Unicode.Scalar? {
    let isOctal = { (index: Int) in index < scalars.count && scalars[index] >= "0" && scalars[index] <= "7" }
    guard first == "0" || isOctal(position) else { throw Failure("references back are not supported") }
    var value = first.value - 0x30
    for _ in 0..<2 where isOctal(position) {
      value = value * 8 + scalars[position].value - 0x30
      position += 1
    }
    return Unicode.Scalar(value)
  }
}
