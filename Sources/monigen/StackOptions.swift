import ArgumentParser
import Fleet
import ValueTree

/// Another stack or release than each cluster's own.
struct StackOptions: ParsableArguments {
  @Option(help: "Take this release instead of each cluster's own; build needs --output then.")
  var release: String?

  @Option(help: "Take this stack instead of each cluster's own; build needs --output then.")
  var stack: String?

  func validate() throws {
    if let release, Release(release) == nil {
      throw ValidationError("'\(release)' is no release; write one like v0.17 or v0.17.0")
    }
    if let stack, Stack(rawValue: stack) == nil {
      let stacks = Stack.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(stack)' is no stack; choose one of \(stacks)")
    }
  }

  /// As variables that the command line sets.
  var overrides: Object {
    var overrides = Object()
    if let release { overrides["release"] = .string(release) }
    if let stack { overrides["stack"] = .string(stack) }
    return overrides
  }
}
