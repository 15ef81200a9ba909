internal import CTraces

/// What a program prints by `std.trace`.
///
/// A program that fails may be evaluated once more, with less acceleration, to find out whether it really does. It
/// prints all of it again then, and whoever reads it would take it for two programs.
public enum PrintedTraces {
  /// From now on, what a program has printed is not printed a second time when it is evaluated once more.
  ///
  /// For a process that evaluates one program at a time; children by `fork` go on by themselves.
  public static func showOnce() { monigen_traces_take() }

  /// The program is evaluated once more.
  static func beginAgain() { monigen_traces_again() }
}
