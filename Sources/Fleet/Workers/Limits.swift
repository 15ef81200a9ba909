import Diagnostics

/// What one evaluation may use.
public struct Limits: Sendable, Hashable, Codable {
  /// Wall time from the start of the worker to its end; nil for no limit.
  public var time: Duration?
  /// Bytes of address space, the stack and the program itself included; nil for no limit.
  public var memory: Int?

  /// No limits, unless told otherwise; `problem` tells whether they leave room to evaluate anything.
  public init(time: Duration? = nil, memory: Int? = nil) {
    self.time = time
    self.memory = memory
  }

  /// The stack that an evaluation runs on. A long operator chain recurses deeply in libjsonnet and overflows 8 MiB.
  public static let stackSize = 512 << 20
  /// The least memory limit: less than this would fail every evaluation, most of them without a word.
  public static let leastMemory = stackSize + 256 << 20

  /// What is wrong with the limits, or nil where they are fine.
  public var problem: Diagnostic? {
    if let memory, memory < Self.leastMemory {
      return Diagnostic(
        "a memory limit of \(Self.text(bytes: memory)) is too low to evaluate anything",
        hint: "limits.memory must be at least \(Self.text(bytes: Self.leastMemory)): the stack alone takes "
          + Self.text(bytes: Self.stackSize))
    }
    if let time, time <= .zero {
      return Diagnostic("a time limit of \(Self.text(time)) leaves no time", hint: "write limits.time like '120s'")
    }
    return nil
  }

  /// `4 GiB`, `768 MiB`: the unit in which the number is whole.
  static func text(bytes: Int) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")]
    where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(unit)"
    }
    return "\(bytes) bytes"
  }

  /// `120 s`, `0.5 s`.
  static func text(_ time: Duration) -> String {
    let (seconds, attoseconds) = time.components
    let milliseconds = attoseconds / 1_000_000_000_000_000
    if milliseconds == 0 { return "\(seconds) s" }
    var fraction = String(1000 + milliseconds).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    return "\(seconds).\(fraction) s"
  }
}
