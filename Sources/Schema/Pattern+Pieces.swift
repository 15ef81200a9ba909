extension Pattern {
  /// Whether the pattern may match the whole of a text of which some stretches, those that are nil, may be anything.
  ///
  ///     try Pattern("up;[a-z]+").mayMatch(pieces: ["up;", nil])    // true
  ///     try Pattern("up;[a-z]+").mayMatch(pieces: ["down;", nil])  // false
  ///
  /// `^` and `$` are taken as fulfilled, so that true may be too hopeful and false is certain.
  ///
  /// - Parameter separator: a scalar that no stretch that may be anything has in it.
  package func mayMatch(pieces: [String?], separator: Unicode.Scalar? = nil) -> Bool {
    var search = PieceSearch(program: program)
    for piece in pieces {
      guard let piece else {
        search.skipAnything(but: separator)
        continue
      }
      for scalar in piece.unicodeScalars {
        search.step(over: scalar)
        if search.isOver { return false }
      }
    }
    return search.isAtMatch
  }
}

/// The addresses at which an automaton may be.
private struct PieceSearch {
  private let program: [Instruction]
  private var addresses: [Int] = []
  private var isMember: [Bool]
  /// Room that is used again and again: a text has many scalars.
  private var before: [Int] = []
  private var open: [Int] = []

  init(program: [Instruction]) {
    self.program = program
    isMember = Array(repeating: false, count: program.count)
    enter(0)
  }

  var isOver: Bool { addresses.isEmpty }

  var isAtMatch: Bool { addresses.contains { if case .match = program[$0] { true } else { false } } }

  mutating func step(over scalar: Unicode.Scalar) {
    swap(&addresses, &before)
    addresses.removeAll(keepingCapacity: true)
    for address in before { isMember[address] = false }
    for address in before {
      if case .scalar(let set) = program[address], set.contains(scalar) { enter(address + 1) }
    }
  }

  /// Any text, the empty one too.
  mutating func skipAnything(but separator: Unicode.Scalar?) {
    var next = 0
    while next < addresses.count {
      if case .scalar(let set) = program[addresses[next]], !set.isOnly(separator) { enter(addresses[next] + 1) }
      next += 1
    }
  }

  /// Adds an address and those that it leads to without a scalar.
  private mutating func enter(_ first: Int) {
    open.append(first)
    while let address = open.popLast() {
      guard !isMember[address] else { continue }
      isMember[address] = true
      addresses.append(address)
      switch program[address] {
      case .split(let a, let b):
        open.append(b)
        open.append(a)
      case .jump(let target): open.append(target)
      case .start, .end: open.append(address + 1)
      case .scalar, .match: break
      }
    }
  }
}

extension ScalarClass {
  /// Whether there is nothing but one scalar in it.
  fileprivate func isOnly(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar, !isNegated else { return false }
    return ranges.allSatisfy { $0 == scalar.value...scalar.value }
  }
}
