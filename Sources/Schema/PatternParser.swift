/// What a pattern says, as a tree.
indirect enum PatternTree {
  case scalar(ScalarClass)
  case start
  case end
  case sequence([PatternTree])
  case choice([PatternTree])
  case repeated(PatternTree, least: Int, most: Int?)
}

/// Reads the text of a pattern.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The whole text.
  mutating func expression() throws(Pattern.Invalid) -> PatternTree {
    let tree = try choice(depth: 0)
    guard offset == scalars.count else { throw Pattern.Invalid(message: "')' without '('") }
    return tree
  }

  private var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    offset += 1
    return true
  }

  private mutating func choice(depth: Int) throws(Pattern.Invalid) -> PatternTree {
    guard depth < 50 else { throw Pattern.Invalid(message: "its groups nest too deeply") }
    var branches = [try sequence(depth: depth)]
    while take("|") { branches.append(try sequence(depth: depth)) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence(depth: Int) throws(Pattern.Invalid) -> PatternTree {
    var parts: [PatternTree] = []
    while let next = peek, next != "|", next != ")" {
      parts.append(try repeated(try atom(depth: depth)))
    }
    return .sequence(parts)
  }

  private mutating func atom(depth: Int) throws(Pattern.Invalid) -> PatternTree {
    let scalar = scalars[offset]
    offset += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .scalar(ScalarClass(ranges: [10...10, 13...13], isNegated: true))
    case "[": return .scalar(try scalarClass())
    case "\\": return .scalar(try escape())
    case "(":
      if take("?"), !take(":") { throw Pattern.Invalid(message: "only groups of the forms ( ) and (?: ) are known") }
      let inner = try choice(depth: depth + 1)
      guard take(")") else { throw Pattern.Invalid(message: "'(' without ')'") }
      return inner
    case "*", "+", "?", "{": throw Pattern.Invalid(message: "'\(scalar)' with nothing to repeat")
    default: return .scalar(ScalarClass(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func repeated(_ tree: PatternTree) throws(Pattern.Invalid) -> PatternTree {
    let result: PatternTree
    if take("*") {
      result = .repeated(tree, least: 0, most: nil)
    } else if take("+") {
      result = .repeated(tree, least: 1, most: nil)
    } else if take("?") {
      result = .repeated(tree, least: 0, most: 1)
    } else if take("{") {
      result = try counted(tree)
    } else {
      return tree
    }
    if let next = peek, "*+?{".unicodeScalars.contains(next) {
      throw Pattern.Invalid(message: "two repetitions in a row")
    }
    return result
  }

  /// After `{`: `n}`, `n,}` or `n,m}`.
  private mutating func counted(_ tree: PatternTree) throws(Pattern.Invalid) -> PatternTree {
    guard let least = count() else { throw Pattern.Invalid(message: "expected a number after '{'") }
    var most: Int? = least
    if take(",") { most = count() }
    guard take("}"), least <= 200, most ?? 0 <= 200, least <= most ?? least else {
      throw Pattern.Invalid(message: "expected {n}, {n,} or {n,m} with numbers up to 200")
    }
    return .repeated(tree, least: least, most: most)
  }

  private mutating func count() -> Int? {
    let digits = scalars[offset...].prefix { ("0"..."9").contains($0) }.prefix(4)
    offset += digits.count
    return Int(String(String.UnicodeScalarView(digits)))
  }

  /// After a backslash.
  private mutating func escape() throws(Pattern.Invalid) -> ScalarClass {
    guard let scalar = peek else { throw Pattern.Invalid(message: "it ends with a backslash") }
    offset += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarClass(ranges: ScalarClass.digits.ranges, isNegated: true)
    case "w": return .word
    case "W": return ScalarClass(ranges: ScalarClass.word.ranges, isNegated: true)
    case "s": return .space
    case "S": return ScalarClass(ranges: ScalarClass.space.ranges, isNegated: true)
    case "t": return ScalarClass(ranges: [9...9])
    case "n": return ScalarClass(ranges: [10...10])
    case "r": return ScalarClass(ranges: [13...13])
    case _ where scalar.isASCII && !ScalarClass.word.contains(scalar):
      return ScalarClass(ranges: [scalar.value...scalar.value])
    default: throw Pattern.Invalid(message: "unknown escape '\\\(scalar)'")
    }
  }

  /// After `[`.
  private mutating func scalarClass() throws(Pattern.Invalid) -> ScalarClass {
    var result = ScalarClass(ranges: [], isNegated: take("^"))
    while let scalar = peek, scalar != "]" {
      offset += 1
      let first = scalar == "\\" ? try escape() : ScalarClass(ranges: [scalar.value...scalar.value])
      guard !first.isNegated else { throw Pattern.Invalid(message: "a negated escape inside of [ ]") }
      let isRange = peek == "-" && offset + 1 < scalars.count && scalars[offset + 1] != "]"
      guard isRange, let low = first.ranges.first, first.ranges.count == 1, low.count == 1 else {
        result.ranges += first.ranges
        continue
      }
      let last = scalars[offset + 1]
      guard last != "\\", low.lowerBound <= last.value else { throw Pattern.Invalid(message: "a bad range in [ ]") }
      result.ranges.append(low.lowerBound...last.value)
      offset += 2
    }
    guard take("]") else { throw Pattern.Invalid(message: "'[' without ']'") }
    return result
  }
}

extension ScalarClass {
  fileprivate static let digits = ScalarClass(ranges: [0x30...0x39])
  fileprivate static let word = ScalarClass(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  fileprivate static let space = ScalarClass(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2028...0x2029])
}

/// Turns a pattern's tree into the automaton's program.
struct PatternCompiler {
  private(set) var program: [Instruction] = []

  mutating func emit(_ tree: PatternTree) {
    guard program.count < 20_000 else { return }
    switch tree {
    case .scalar(let set): program.append(.scalar(set))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .sequence(let parts): parts.forEach { emit($0) }
    case .choice(let branches): emitChoice(branches[...])
    case .repeated(let part, let least, let most):
      for _ in 0..<least { emit(part) }
      if let most {
        for _ in least..<most { emitOptional(part) }
      } else {
        emitLoop(part)
      }
    }
  }

  private mutating func emitChoice(_ branches: ArraySlice<PatternTree>) {
    guard let first = branches.first else { return }
    guard branches.count > 1 else { return emit(first) }
    let split = program.count
    program.append(.split(split + 1, split))
    emit(first)
    let jump = program.count
    program.append(.jump(jump))
    program[split] = .split(split + 1, program.count)
    emitChoice(branches.dropFirst())
    program[jump] = .jump(program.count)
  }

  private mutating func emitOptional(_ part: PatternTree) {
    let split = program.count
    program.append(.split(split + 1, split))
    emit(part)
    program[split] = .split(split + 1, program.count)
  }

  private mutating func emitLoop(_ part: PatternTree) {
    let split = program.count
    emitOptional(part)
    program.append(.jump(split))
    program[split] = .split(split + 1, program.count)
  }
}
