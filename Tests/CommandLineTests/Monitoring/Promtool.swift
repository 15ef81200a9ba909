import Foundation
import ValueTree

/// Prometheus' own checker of rules.
enum Promtool {
  static let url: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    .map { URL(filePath: "\($0)/promtool") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

  static let isInstalled = url != nil
  static let missing = "promtool is not installed (Debian's package prometheus)"

  /// What promtool says against files of rules; nil where it has nothing to say.
  static func complaint(_ command: String..., files: [String], in folder: URL) throws -> String? {
    guard let url else { return missing }
    let outcome = try Binary.run(url, command + files, in: folder)
    return outcome.status == 0 ? nil : outcome.output + outcome.errors
  }
}

/// What tests do at full count with MONIGEN_LONG=1, and which of several they do else.
enum Effort {
  static let isLong = ProcessInfo.processInfo.environment["MONIGEN_LONG"] == "1"

  static func count(full: Int, quick: Int) -> Int { isLong ? full : quick }

  /// All of the releases, or only the oldest and the newest.
  static func releases(_ all: [String]) -> [String] {
    isLong ? all : [all.first, all.last].compactMap(\.self)
  }
}
