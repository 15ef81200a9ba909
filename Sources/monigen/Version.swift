import ArgumentParser
import Jsonnet

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the versions of monigen and of its libraries.")

  /// What `monigen version` and `monigen --version` print.
  static var text: String { "monigen \(number) (libjsonnet \(JsonnetLibrary.version))" }

  /// monigen's own version.
  static let number = "0.1.0"

  func run() throws {
    try Console.result(Self.text)
  }
}
