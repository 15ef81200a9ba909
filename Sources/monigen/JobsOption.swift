import ArgumentParser
import Fleet

/// How many processes a command may start to evaluate.
struct JobsOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "Worker processes at a time; by default as many as processors and memory (350 MB each) allow.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number above 0") }
  }
}
