import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import Glibc

/// What a person sees besides results: everything here goes to standard error.
enum Console {
  /// Whether standard error is a terminal that may show colours.
  static var color: Bool { isColored(STDERR_FILENO) }

  /// Whether a descriptor is a terminal that may show colours.
  static func isColored(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// How many columns standard output has where it is a terminal.
  static var width: Int? { width(of: STDOUT_FILENO) }

  private static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  static func report(_ diagnostics: [Diagnostic]) {
    write(DiagnosticRenderer(color: color, width: width(of: STDERR_FILENO)).render(diagnostics))
  }

  static func write(_ text: String) {
    // When not even errors can be told, the exit code still is.
    try? write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Prints a result and ends the line.
  ///
  /// - Parameter terminator: what follows; empty for text that ends its lines itself.
  /// - Throws: a `Diagnostic` where standard output takes no more: a full disk must not look like success.
  static func result(_ text: String, terminator: String = "\n") throws {
    do {
      try write(Array((text + terminator).utf8), to: STDOUT_FILENO)
    } catch {
      throw Diagnostic("cannot write the result to standard output: \(String(cString: strerror(error.number)))")
    }
  }

  private struct WriteError: Error {
    var number: Int32
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(WriteError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count < 0, errno != EINTR { throw WriteError(number: errno) }
    }
  }

  /// What the process says at its end where it got too little of something: of these limits, where there are any.
  static func shortage(_ limits: [String]) -> String {
    let hint = limits.isEmpty ? "look at 'ulimit -a' and at the limits of the container" : "it may have no more than "
      + limits.joined(separator: " and ")
    return DiagnosticRenderer().render(
      [Diagnostic("the system gives monigen too little memory, threads or open files to go on", hint: hint)])
  }

  /// Whether an error is one of the command line itself, whose message comes with the usage text.
  static func isUsageError(_ error: any Error) -> Bool {
    !(error is Diagnostic) && !(error is DiagnosticList) && Monigen.exitCode(for: error) == .validationFailure
  }
}

extension Console {
  /// Worker processes whose `std.trace` lines and other errors go to standard error.
  static var pool: WorkerPool {
    WorkerPool(onErrors: { write(String(decoding: $0, as: UTF8.self)) })
  }
}
