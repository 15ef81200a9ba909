import Foundation
import Glibc

/// The program that shows long text a screen at a time: `PAGER`, else `less`.
struct Pager {
  /// A command line for the shell, as `less` or `more -e`.
  private let command: String

  /// The pager where standard output is a terminal that can do more than print; nil elsewhere, and where `PAGER` is set
  /// and empty.
  static var forTerminal: Pager? {
    let environment = ProcessInfo.processInfo.environment
    guard isatty(STDOUT_FILENO) == 1, environment["TERM"] ?? "dumb" != "dumb" else { return nil }
    let command = environment["PAGER"] ?? "less"
    return command.isEmpty || command == "cat" ? nil : Pager(command: command)
  }

  /// Prints a text, with the pager where there is one and it is wanted.
  ///
  /// - Throws: as `Console.result`.
  static func print(_ text: String, isPaged: Bool) throws {
    guard isPaged, let pager = forTerminal else { return try Console.result(text, terminator: "") }
    try pager.show(text)
  }

  /// Shows a text until the user leaves the pager; prints it where the pager cannot be started.
  ///
  /// - Throws: as `Console.result`.
  func show(_ text: String) throws {
    // Foundation's Process stays in this process group: the pager must be able to read the terminal's keys.
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    // As git has it: text of less than a screen is only printed, colours are kept.
    process.environment = ProcessInfo.processInfo.environment.merging(["LESS": "FRX"]) { own, _ in own }
    let pipe = Foundation.Pipe()
    process.standardInput = pipe
    guard (try? process.run()) != nil else { return try Console.result(text, terminator: "") }
    // Keys that interrupt are the pager's, and it may be left before all is read.
    let ignored = [SIGINT, SIGQUIT, SIGPIPE].map { ($0, signal($0, SIG_IGN)) }
    defer { ignored.forEach { signal($0.0, $0.1) } }
    try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    // What the shell says of a program that it cannot find or start.
    if [126, 127].contains(process.terminationStatus) { try Console.result(text, terminator: "") }
  }
}
