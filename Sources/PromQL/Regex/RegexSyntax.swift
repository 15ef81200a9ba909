/// Whether a text is a regular expression in RE2's syntax, which is Prometheus', and whether it matches the empty
/// string.
///
/// It matches nothing itself. Source of the rules: RE2's description of its syntax, the limits of Go's parser for it.
struct RegexSyntax {
  /// Whether the empty string matches.
  let matchesEmpty: Bool

  /// What is wrong with a regular expression.
  struct Failure: Error {
    var message: String

    init(_ message: String) { self.message = message }
  }

  /// Go's limit for the count of a repetition, nested ones multiplied.
  private static let repeatLimit = 1000
  /// Ours for groups within groups, for the stack's sake; Go's is 1000.
  private static let depthLimit = 200

  init(_ text: String) throws(Failure) {
    var reader = Reader(text)
    let part = try reader.alternation()
    guard reader.peek == nil else { throw Failure("unexpected ')'") }
    matchesEmpty = part.matchesEmpty
  }

  /// A part of a regular expression: what is known of it.
  private struct Part {
    var matchesEmpty: Bool
    /// How often its innermost piece is repeated at most.
    var repetitions = 1
  }

  private struct Reader {
    let scalars: [Unicode.Scalar]
    let lastNameEnd: Int?
    var position = 0
    var depth = 0

    init(_ text: String) {
      scalars = Array(text.unicodeScalars)
      lastNameEnd = RegexClass.lastNameEnd(in: scalars)
    }

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
      position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func take() -> Unicode.Scalar? {
      guard let scalar = peek else { return nil }
      position += 1
      return scalar
    }

    mutating func take(if expected: Unicode.Scalar) -> Bool {
      guard peek == expected else { return false }
      position += 1
      return true
    }

    mutating func alternation() throws(Failure) -> Part {
      depth += 1
      defer { depth -= 1 }
      guard depth <= RegexSyntax.depthLimit else { throw Failure("groups are nested too deeply") }
      var part = try sequence()
      while take(if: "|") {
        let other = try sequence()
        part.matchesEmpty = part.matchesEmpty || other.matchesEmpty
        part.repetitions = max(part.repetitions, other.repetitions)
      }
      return part
    }

    private mutating func sequence() throws(Failure) -> Part {
      var part = Part(matchesEmpty: true)
      while let scalar = peek, scalar != "|", scalar != ")" {
        let next = try repeated()
        part.matchesEmpty = part.matchesEmpty && next.matchesEmpty
        part.repetitions = max(part.repetitions, next.repetitions)
      }
      return part
    }

    private mutating func repeated() throws(Failure) -> Part {
      if let scalar = peek, scalar == "*" || scalar == "+" || scalar == "?" {
        throw Failure("nothing before '\(scalar)' to repeat")
      }
      if peek == "{", bounds() != nil { throw Failure("nothing before '{' to repeat") }
      var part = try atom()
      var count = 0
      while let (least, most) = try repetition() {
        count += 1
        // A second '?' makes the first repetition lazy, anything else has nothing to repeat.
        guard count == 1 else { throw Failure("a repetition cannot be repeated") }
        part.matchesEmpty = part.matchesEmpty || least == 0
        part.repetitions *= max(1, most)
        guard part.repetitions <= RegexSyntax.repeatLimit else { throw Failure("too many repetitions") }
      }
      return part
    }

    /// A repetition's bounds, the upper one 1 where it has none.
    private mutating func repetition() throws(Failure) -> (least: Int, most: Int)? {
      let found: (least: Int, most: Int)
      switch peek {
      case "*", "?":
        found = (0, 1)
        position += 1
      case "+":
        found = (1, 1)
        position += 1
      case "{":
        guard let bounds = bounds() else { return nil }
        position = bounds.end
        guard bounds.least <= RegexSyntax.repeatLimit, bounds.most ?? 0 <= RegexSyntax.repeatLimit,
          bounds.most.map({ $0 >= bounds.least }) ?? true
        else { throw Failure("bad bounds of a repetition") }
        found = (bounds.least, bounds.most ?? bounds.least)
      default: return nil
      }
      _ = take(if: "?")
      return found
    }

    /// `{2}`, `{2,}` or `{2,5}` at the position; nil for anything else, which stands for itself.
    private func bounds() -> (least: Int, most: Int?, end: Int)? {
      var next = position + 1
      func number() -> Int? {
        let start = next
        while next < scalars.count, let digit = scalars[next].properties.numericType, digit == .decimal,
          scalars[next].isASCII
        {
          next += 1
        }
        guard next > start, next == start + 1 || scalars[start] != "0" else { return nil }
        // More digits than any bound has.
        return next - start > 6 ? Int.max : Int(String(String.UnicodeScalarView(scalars[start..<next])))
      }
      guard let least = number(), next < scalars.count else { return nil }
      if scalars[next] == "}" { return (least, least, next + 1) }
      guard scalars[next] == "," else { return nil }
      next += 1
      if next < scalars.count, scalars[next] == "}" { return (least, nil, next + 1) }
      guard let most = number(), next < scalars.count, scalars[next] == "}" else { return nil }
      return (least, most, next + 1)
    }

    private mutating func atom() throws(Failure) -> Part {
      switch take() {
      case "(": return try group()
      case "[":
        try RegexClass.skip(scalars, &position, lastNameEnd: lastNameEnd)
        return Part(matchesEmpty: false)
      case "^", "$": return Part(matchesEmpty: true)
      case "\\": return try escape()
      default: return Part(matchesEmpty: false)
      }
    }

    private mutating func group() throws(Failure) -> Part {
      if take(if: "?") {
        if try flags() { return Part(matchesEmpty: true) }
      }
      let part = try alternation()
      guard take(if: ")") else { throw Failure("missing ')'") }
      return part
    }

    /// A group's name or flags behind `(?`; whether the group ends with them.
    private mutating func flags() throws(Failure) -> Bool {
      if peek == "P", peek(1) == "<" { position += 1 }
      if take(if: "<") {
        var isEmpty = true
        while let scalar = take(), scalar != ">" {
          guard scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic || RegexClass.isDigit(scalar) else {
            throw Failure("bad name of a group")
          }
          isEmpty = false
        }
        guard !isEmpty, scalars[position - 1] == ">" else { throw Failure("bad name of a group") }
        return false
      }
      var sawMinus = false
      var sawFlag = false
      while let scalar = take() {
        switch scalar {
        case "i", "m", "s", "U": sawFlag = true
        case "-" where !sawMinus: (sawMinus, sawFlag) = (true, false)
        case ":" where !sawMinus || sawFlag: return false
        case ")" where !sawMinus || sawFlag: return true
        default: throw Failure("'(?\(scalar)' is not supported")
        }
      }
      throw Failure("missing ')'")
    }

    private mutating func escape() throws(Failure) -> Part {
      switch peek {
      case "A", "z", "B":
        position += 1
        return Part(matchesEmpty: true)
      case "b":
        position += 1
        return Part(matchesEmpty: false)
      case "Q": return quoted()
      default:
        try RegexClass.skipEscape(scalars, &position)
        return Part(matchesEmpty: false)
      }
    }

    /// `\Q…\E`: text that stands for itself.
    private mutating func quoted() -> Part {
      position += 1
      var isEmpty = true
      while let scalar = take() {
        if scalar == "\\", take(if: "E") { return Part(matchesEmpty: isEmpty) }
        isEmpty = false
      }
      return Part(matchesEmpty: isEmpty)
    }
  }
}
