import Foundation

/// How long random tests run: MONIGEN_LONG=1 for the full count, MONIGEN_SEED=N for other input.
package enum Effort {
  package static let isLong = ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1"

  package static func count(full: Int, quick: Int) -> Int { isLong ? full : quick }

  package static let seed = ProcessInfo.processInfo.environment["MONIGEN_SEED"].flatMap { UInt64($0) } ?? 20_240_229
}
