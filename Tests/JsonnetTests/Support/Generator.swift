/// Random numbers that a seed determines (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &self)] }

  /// True once in so many times.
  mutating func rarely(_ times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}

/// Makes Jsonnet expressions as source text.
struct ExpressionGenerator {
  var random: SeededGenerator
  /// Whether there may be errors, functions and assertions in it.
  var mayFail = false

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func string() -> String {
    let pieces = [
      "a", "xy", " ", "é", "日本", "😀", #"\""#, #"\\"#, #"\n"#, #"\t"#, #"\r"#, #"\b"#, #"\f"#, #"\u0001"#, #"\u007f"#,
      #"\u0085"#, "/", "'", "{", "]", ",", ": ", "%", "0.5",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...4, using: &random) { text += random.pick(pieces) }
    // The library fails on a NUL where it meets it, with acceleration only after every other error in the value.
    if !mayFail, random.rarely(25) { text += #"\u0000z"# }
    return "\"\(text)\""
  }

  /// A number whose 17 digits are its shortest text too.
  mutating func number() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: "0"
    case 1: "-\(Int.random(in: 0...100_000, using: &random))"
    case 2: "\(Int.random(in: 0...9, using: &random)).5"
    case 3: "-\(Int.random(in: 0...99, using: &random)).125"
    case 4: "1e\(Int.random(in: 0...40, using: &random))"
    case 5: "\(Int.random(in: 0...1_114_200, using: &random))"
    default: "\(Int.random(in: 0...999, using: &random))"
    }
  }

  /// Any number.
  mutating func anyNumber() -> String {
    let sign = random.rarely(3) ? "-" : ""
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return number()
    case 1: return "\(sign)\(Double.random(in: 0..<1, using: &random))"
    case 2: return "\(sign)\(Double.random(in: 0..<1e6, using: &random))"
    case 3:
      let digits = Int.random(in: 1...9999, using: &random)
      return "\(sign)\(digits)e\(Int.random(in: -330...300, using: &random))"
    case 4: return "\(sign)\(Int.random(in: 0...999_999, using: &random)).\(random.pick(["5", "05", "95", "995", "4999"]))"
    default: return "\(sign)\(random.pick(["0", "9.5", "99.5", "0.0001", "0.00001", "999999.5", "1e15", "1e16", "123456789"]))"
    }
  }

  mutating func value(depth: Int = 3) -> String {
    if mayFail, random.rarely(12) {
      return random.pick([
        "error 'boom'", "(function(x) x)", "{ assert false : 'no', a: 1 }", "{ assert false : 'empty' }",
        "{ a: self.missing }", "[1][2]", "std.nowhere", "{ assert false :: 1, a: 2 }.a",
      ])
    }
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0: return random.pick(["null", "true", "false"])
    case 1, 2: return number()
    case 3, 4: return string()
    case 5, 6:
      return "[" + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) }.joined(separator: ", ")
        + "]"
    default: return object(depth: depth)
    }
  }

  mutating func object(depth: Int = 2) -> String {
    var names: Set<String> = []
    var fields: [String] = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let name = random.rarely(3) ? string() : "\"\(random.pick(["a", "b", "c", "B", "é", "10", "9"]))\""
      guard names.insert(name).inserted else { continue }
      fields.append("\(name)\(random.pick([":", ":", ":", "::", ":::"])) \(value(depth: depth - 1))")
    }
    return "{" + fields.joined(separator: ", ") + "}"
  }
}
