import ArgumentParser
import Diagnostics
import Fleet
import Foundation

/// What a person sees besides results: everything here goes to standard error.
enum Console {
  /// Whether standard error is a terminal that may show colours.
  static var color: Bool {
    isatty(STDERR_FILENO) == 1 && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  static func report(_ diagnostics: [Diagnostic]) {
    write(DiagnosticRenderer(color: color).render(diagnostics))
  }

  static func note(_ text: String) {
    write(text + "\n")
  }

  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Whether an error is one of the command line itself, whose message comes with the usage text.
  static func isUsageError(_ error: any Error) -> Bool {
    !(error is Diagnostic) && !(error is DiagnosticList) && Monigen.exitCode(for: error) == .validationFailure
  }
}

extension Console {
  /// Worker processes whose `std.trace` lines and other errors go to standard error.
  static var pool: WorkerPool {
    WorkerPool(onErrors: { FileHandle.standardError.write(Data($0)) })
  }
}
