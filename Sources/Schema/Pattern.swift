/// A regular expression that is matched in linear time, whatever it says: a small subset of ECMA 262, by simulating an
/// automaton instead of backtracking.
///
///     try Pattern("^([0-9]+(ms|[smhdwy]))+$").matches("2h30m")  // true
///
/// It knows literals, `.`, classes with ranges, groups, `|`, `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, `^`, `$`, and the
/// escapes `\d \w \s \D \W \S \t \n \r` besides escaped punctuation. As in JSON Schema it matches anywhere in a text
/// unless anchored; text is compared by Unicode scalars.
package struct Pattern: Sendable {
  /// What is wrong with a pattern's text.
  package struct Invalid: Error {
    package var message: String
  }

  package let text: String
  let program: [Instruction]

  package init(_ text: String) throws(Invalid) {
    self.text = text
    var parser = PatternParser(text)
    var compiler = PatternCompiler()
    compiler.emit(try parser.expression())
    guard compiler.program.count < 20_000 else { throw Invalid(message: "it is too long") }
    program = compiler.program + [.match]
  }

  /// Whether some part of the text matches.
  package func matches(_ text: String) -> Bool {
    var states = StateSet(count: program.count)
    let scalars = Array(text.unicodeScalars)
    for position in 0...scalars.count {
      states.add(0, in: program, atStart: position == 0, atEnd: position == scalars.count)
      if states.hasMatch { return true }
      guard position < scalars.count else { return false }
      states = states.stepped(over: scalars[position], in: program, atEnd: position + 1 == scalars.count)
      if states.hasMatch { return true }
    }
    return false
  }
}

/// One step of the automaton; `split` and `jump` carry the addresses where it goes on.
enum Instruction: Sendable {
  case scalar(ScalarClass)
  case split(Int, Int)
  case jump(Int)
  case start
  case end
  case match
}

/// A set of Unicode scalars.
struct ScalarClass: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }
}

/// The addresses at which the automaton is at one position of the text.
private struct StateSet {
  private var isMember: [Bool]
  private var addresses: [Int] = []
  private(set) var hasMatch = false

  init(count: Int) { isMember = Array(repeating: false, count: count) }

  mutating func add(_ first: Int, in program: [Instruction], atStart: Bool, atEnd: Bool) {
    var open = [first]
    while let address = open.popLast() {
      guard !isMember[address] else { continue }
      isMember[address] = true
      switch program[address] {
      case .scalar: addresses.append(address)
      case .split(let a, let b): open += [b, a]
      case .jump(let target): open.append(target)
      case .start: if atStart { open.append(address + 1) }
      case .end: if atEnd { open.append(address + 1) }
      case .match: hasMatch = true
      }
    }
  }

  func stepped(over scalar: Unicode.Scalar, in program: [Instruction], atEnd: Bool) -> StateSet {
    var next = StateSet(count: program.count)
    for address in addresses {
      if case .scalar(let set) = program[address], set.contains(scalar) {
        next.add(address + 1, in: program, atStart: false, atEnd: atEnd)
      }
    }
    return next
  }
}
