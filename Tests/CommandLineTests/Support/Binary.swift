import Foundation
import Synchronization

/// The built `monigen`, run as a person runs it.
struct Binary {
  struct Outcome {
    var status: Int32
    /// Whether a signal ended the process; `status` is then its number.
    var wasSignalled = false
    var output: String
    var errors: String
  }

  /// The test runner stands in the folder of the built products.
  static let url = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "monigen")

  /// The cache of all tests of this run: none reads or fills the user's own.
  static let cache: URL = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "monigen-cache-\(UUID().uuidString)")
    cachePath.withLock { $0 = folder.path }
    atexit { try? FileManager.default.removeItem(atPath: Binary.cachePath.withLock { $0 }) }
    return folder
  }()

  /// As `cache`, for what runs when the process ends, which must not begin anything.
  private static let cachePath = Mutex("")

  /// Runs the binary to its end.
  ///
  /// - Parameters:
  ///   - arguments: the command line after the program's name.
  ///   - folder: the working directory.
  ///   - environment: added to a small fixed environment.
  @discardableResult
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    try run(url, arguments, in: folder, environment: environment, input: input)
  }

  /// Runs another program, as `git` or `sh`.
  @discardableResult
  static func run(
    _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    let process = try start(program, arguments, in: folder, environment: environment)
    process.input.fileHandleForWriting.write(Data(input.utf8))
    try process.input.fileHandleForWriting.close()
    // Both pipes are drained at once: a full one would stop the program.
    let errors = Mutex(Data())
    let drained = DispatchSemaphore(value: 0)
    let errorHandle = process.errors.fileHandleForReading
    Thread.detachNewThread {
      let data = errorHandle.readDataToEndOfFile()
      errors.withLock { $0 = data }
      drained.signal()
    }
    let output = process.output.fileHandleForReading.readDataToEndOfFile()
    drained.wait()
    process.process.waitUntilExit()
    return Outcome(
      status: process.process.terminationStatus,
      wasSignalled: process.process.terminationReason == .uncaughtSignal,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors.withLock { $0 }, as: UTF8.self))
  }

  /// A process that goes on while the test does.
  struct Running {
    var process: Process
    var input: Pipe
    var output: Pipe
    var errors: Pipe
  }

  static func start(
    _ program: URL = url, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Running {
    let process = Process()
    let running = Running(process: process, input: Pipe(), output: Pipe(), errors: Pipe())
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let inherited = ProcessInfo.processInfo.environment
    let kept = ["PATH", "HOME", "LD_LIBRARY_PATH"].compactMap { name in inherited[name].map { (name, $0) } }
    let own = [("XDG_CACHE_HOME", cache.path)]
    process.environment = Dictionary(kept + own + Array(environment), uniquingKeysWith: { $1 })
    process.standardInput = running.input
    process.standardOutput = running.output
    process.standardError = running.errors
    try process.run()
    return running
  }
}
