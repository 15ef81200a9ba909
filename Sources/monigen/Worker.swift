import ArgumentParser
import Fleet

/// Evaluates what a parent monigen asks for on standard input; not for people.
struct Worker: ParsableCommand {
  static let name = "worker"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  func run() throws {
    WorkerMain.run()
  }
}
