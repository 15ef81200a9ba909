import Glibc
import Synchronization

/// Names of files that are not finished yet and that nobody else uses.
package enum PassingFile {
  /// What they begin with: monigen keeps such names for itself.
  package static let prefix = ".monigen-"

  /// Whether a name is that of something on its way to its place.
  package static func isPassing(_ name: String) -> Bool { name.hasPrefix(prefix) && name.hasSuffix(".tmp") }

  /// Whether the process that made a name works on it no more. Of its own process's names only one that does not work
  /// on any may ask: an ended process may have had the same number.
  package static func isAbandoned(_ name: String) -> Bool {
    guard isPassing(name), let maker = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }), maker > 0 else {
      return false
    }
    return maker == getpid() || (kill(maker, 0) != 0 && errno == ESRCH)
  }

  private static let counter = Atomic(0)

  /// A name that no other file of this machine's processes has: `.monigen-4711-1.tmp`.
  package static func name() -> String {
    let number = counter.wrappingAdd(1, ordering: .relaxed).newValue
    return "\(prefix)\(getpid())-\(number).tmp"
  }
}

extension OpenFolder {
  /// Puts a file into its place whole or not at all, by renaming a finished one; mode 0644.
  package func replace(_ name: String, with contents: [UInt8]) throws(SystemError) {
    let passing = PassingFile.name()
    let file = try Interruption.creating(passing, in: self)
    defer { Interruption.forget(passing) }
    do {
      try file.writeAll(contents)
      try rename(passing, to: name)
    } catch {
      try? remove(passing)
      throw error
    }
  }
}
