import Foundation

/// The same as the blocking functions, for tests that must not hold up those of other suites: the threads that tests
/// run on are as few as the processors, and a test that only waits for a process would take one away.
extension Binary {
  @discardableResult
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) async throws -> Outcome {
    try await run(url, arguments, in: folder, environment: environment, input: input)
  }

  @discardableResult
  static func run(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) async throws -> Outcome {
    await ProcessGate.shared.enter()
    let result = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let result = Result { try runBlocking(program, arguments, in: folder, environment: environment, input: input) }
        continuation.resume(returning: result)
      }
    }
    await ProcessGate.shared.leave()
    return try result.get()
  }

  private static func runBlocking(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String], input: String
  ) throws -> Outcome {
    try run(program, arguments, in: folder, environment: environment, input: input)
  }
}

extension Workspace {
  func monigen(
    _ arguments: String..., environment: [String: String] = [:], input: String = ""
  ) async throws -> Binary.Outcome {
    try await Binary.run(arguments, in: folder, environment: environment, input: input)
  }

  /// As `monigen(_:)`, with the arguments in a list.
  func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) async throws -> Binary.Outcome {
    try await Binary.run(arguments, in: folder, environment: environment, input: input)
  }

  /// Runs shell code in which `$MONIGEN` is the binary.
  func shell(_ code: String) async throws -> Binary.Outcome {
    try await Binary.run(
      URL(filePath: "/bin/sh"), ["-c", code], in: folder, environment: ["MONIGEN": Binary.url.path])
  }
}

/// Lets a few processes run at a time, whatever the number of tests.
private actor ProcessGate {
  static let shared = ProcessGate(width: max(2, ProcessInfo.processInfo.activeProcessorCount))

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(width: Int) { free = width }

  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}
