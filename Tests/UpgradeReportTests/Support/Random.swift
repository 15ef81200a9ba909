import Foundation

/// A generator whose numbers depend on its seed alone (SplitMix64), so that a failure can be run again.
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

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &self) }
}

/// How long random tests run: MONIGEN_LONG=1 for the full count, MONIGEN_SEED=N for other input.
enum Effort {
  static func count(full: Int, quick: Int) -> Int {
    ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1" ? full : quick
  }

  static let seed = ProcessInfo.processInfo.environment["MONIGEN_SEED"].flatMap { UInt64($0) } ?? 20_240_229
}
