import Platform

/// Runs git to ask it something: nothing in the repository changes, not even its index.
enum GitCommand {
  /// What git printed.
  struct Answer: Sendable {
    var bytes: [UInt8]
    /// What it printed to standard error, or the beginning of that.
    var errors: String
    /// Whether it ended with 0.
    var isSuccess: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The lines of its answer; none where it failed.
    var lines: [String] { isSuccess ? text.split(separator: "\n").map(String.init) : [] }
  }

  /// Runs git in a folder; paths among the arguments are not taken for patterns.
  ///
  /// - Throws: where git cannot be started.
  static func run(
    _ arguments: [String], in folder: String, input: String = "", timeLimit: Duration = .seconds(600)
  ) throws(SystemError) -> Answer {
    let options = ["-c", "core.fsmonitor=false", "--literal-pathspecs"]
    let command = Command(
      executable: "git", arguments: options + arguments, environment: ["GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"],
      folder: folder)
    var errors: [UInt8] = []
    var exchange = Exchange(command: command, input: Array(input.utf8), timeLimit: timeLimit)
    exchange.onErrors = { errors += $0.prefix(max(0, 10_000 - errors.count)) }
    let result = try exchange.run()
    return Answer(
      bytes: result.answer, errors: String(decoding: errors, as: UTF8.self), isSuccess: result.status == .exited(0))
  }
}
