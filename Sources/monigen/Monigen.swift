import ArgumentParser
import Diagnostics
import Fleet
import Foundation
import Platform

/// The command and its subcommands: one file each; a new one is added here.
struct Monigen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monigen",
    abstract: "Generate the complete kube-prometheus monitoring of every cluster from one variables file each.",
    discussion: """
      Exit codes: 0 done, nothing to report; 1 differences (diff, build --check), findings (check) or failed tests;
      2 trouble.
      """,
    version: Version.text,
    subcommands: [
      Build.self, Diff.self, Check.self, Test.self, Vendor.self, Render.self, List.self, PromQLCommand.self,
      Version.self, Worker.self,
    ])
}

@main
enum Main {
  /// Not async: what happens where the system refuses a thread for the first task has to be settled before it, and a
  /// worker needs no task.
  static func main() {
    Shortage.endProcess(with: ExitStatus.trouble.rawValue, Console.shortage)
    if CommandLine.arguments.dropFirst().elementsEqual([Worker.name]) { WorkerMain.run() }
    Task {
      await run()
      exit(0)
    }
    dispatchMain()
  }

  private static func run() async {
    do {
      var command = try Monigen.parseAsRoot()
      Interruption.install()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let status as ExitStatus {
      exit(status.rawValue)
    } catch let error where Monigen.exitCode(for: error) == .success || error is CleanExit {
      // Help and version texts are results.
      print(Monigen.fullMessage(for: error))
    } catch let error where Console.isUsageError(error) {
      Console.write(Monigen.fullMessage(for: error) + "\n")
      exit(ExitStatus.trouble.rawValue)
    } catch {
      Console.report(DiagnosticList(error).all)
      exit(ExitStatus.trouble.rawValue)
    }
  }
}

/// The command's exit codes, as diff(1) has them.
enum ExitStatus: Int32, Error {
  case differences = 1
  case trouble = 2
}
