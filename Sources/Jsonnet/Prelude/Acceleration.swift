/// What is done to programs so that they evaluate faster. Whatever it is, the result stays that of stock libjsonnet.
struct Acceleration: Hashable {
  /// Whether the prelude's functions stand in for the library's.
  var prelude = false

  static let none = Acceleration()

  /// All that this libjsonnet allows.
  static var available: Acceleration {
    Acceleration(prelude: Prelude.versions.contains(JsonnetLibrary.version))
  }

  func register(in machine: VirtualMachine) {
    if prelude { Prelude.register(in: machine) }
  }

  /// What goes in front of a piece of code.
  var prefix: [SourceText.Insertion] {
    prelude ? [SourceText.Insertion(offset: 0, bytes: Prelude.code, isCode: true)] : []
  }

  /// Whether stock libjsonnet might have ended otherwise than with this error.
  ///
  /// To serialise a value checks the assertions of objects without fields too, which `std.manifestJsonEx` does not,
  /// and words differently that a function has no text.
  static func mayDiffer(_ failure: Evaluation.Failure) -> Bool {
    guard failure.passedPrelude, let trace = failure.trace else { return false }
    return trace.message.hasPrefix("couldn't manifest function")
      || trace.frames.contains { $0.context == "thunk <object_assert>" }
  }
}
