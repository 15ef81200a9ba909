import Diagnostics
import Platform

/// How much address space a worker has: what the settings ask for, or less where this process was started with less.
/// Nobody may raise such a limit.
struct MemoryLimit: Hashable {
  /// Who set it.
  enum Source: Hashable {
    case settings
    case system
  }

  var bytes: Int
  var source: Source

  /// The smaller of two limits; nil where there is none.
  ///
  /// - Parameters:
  ///   - asked: what the settings say, in bytes.
  ///   - system: what the system lets this process have, in bytes.
  init?(asked: Int?, system: Int? = Shortage.addressSpace) {
    guard let bytes = [asked, system].compactMap(\.self).min() else { return nil }
    self.bytes = bytes
    source = bytes == asked ? .settings : .system
  }

  /// `limits.memory` or `ulimit -v`: where to look for it.
  var name: String {
    switch source {
    case .settings: "limits.memory"
    case .system: "ulimit -v"
    }
  }

  /// How to get more.
  var hint: String {
    switch source {
    case .settings: "raise 'limits: { memory: … }' in monigen.yaml"
    case .system: "start monigen with a higher 'ulimit -v'"
    }
  }

  /// What is wrong with a limit that the system sets; nil where it leaves room to evaluate.
  var problem: Diagnostic? {
    guard source == .system, bytes < Limits.leastMemory else { return nil }
    return Diagnostic(
      "the \(Limits.text(bytes: bytes)) of address space that monigen was started with (ulimit -v) are too little to "
        + "evaluate anything",
      hint: "at least \(Limits.text(bytes: Limits.leastMemory)) are needed: the stack alone takes "
        + Limits.text(bytes: Limits.stackSize))
  }
}
