/// What is done to programs so that they evaluate faster. Whatever it is, the result stays that of stock libjsonnet.
struct Acceleration: Hashable {
  /// Whether the prelude's functions stand in for the library's.
  var prelude = false
  /// Whether a program and the files that it imports are joined into one source. It needs the prelude.
  var linking = false
  /// Whether field additions are put in the way that does not copy them.
  var additions = false
  /// Whether values of fields are held in front of their objects. It needs linking.
  var holding = false

  static let none = Acceleration()
  /// All that changes no more than functions.
  static var unlinked: Acceleration { Acceleration(prelude: Prelude.versions.contains(JsonnetLibrary.version)) }

  /// All that this libjsonnet allows.
  static var available: Acceleration {
    var acceleration = unlinked
    acceleration.linking = acceleration.prelude
    acceleration.additions = acceleration.prelude
    acceleration.holding = acceleration.prelude
    return acceleration
  }

  func register(in machine: VirtualMachine) {
    if prelude { Prelude.register(in: machine) }
  }

  /// What goes in front of a piece of code.
  var prefix: [SourceText.Insertion] {
    prelude ? [SourceText.Insertion(offset: 0, bytes: Prelude.code, kind: .prelude)] : []
  }

  /// With what to evaluate again, where it might have ended otherwise than with this error; nil where the error stands.
  ///
  /// - What is told of a held value is told of its field's place.
  /// - A joined program has the static errors of files that would never be imported, and its last frames below the
  ///   stack's limit are not those of an unlinked one.
  /// - An object that adds to a field which is not inherited has an empty one to inherit from, so that `super` misses a
  ///   field instead of itself.
  /// - To serialise a value checks the assertions of objects without fields too, which `std.manifestJsonEx` does not,
  ///   and words differently that a function has no text.
  func fallback(after failure: Evaluation.Failure) -> Acceleration? {
    guard let trace = failure.trace else { return nil }
    if holding, failure.asksHeld {
      var next = self
      next.holding = false
      return next
    }
    if failure.wasRewritten, failure.asksSuper || trace.kind != .runtime { return .unlinked }
    if failure.wasLinked, failure.mustUnlink || trace.kind != .runtime || trace.message.hasPrefix("max stack frames") {
      return .unlinked
    }
    guard failure.passedSerialiser else { return nil }
    let mayDiffer =
      trace.message.hasPrefix("couldn't manifest function")
      || trace.frames.contains { $0.context == "thunk <object_assert>" }
    return mayDiffer ? Acceleration.none : nil
  }
}
