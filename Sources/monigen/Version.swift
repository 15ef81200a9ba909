import ArgumentParser
import Jsonnet

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the versions of monigen and of its libraries.")

  /// monigen's own version.
  static let number = "0.1.0"

  func run() throws {
    try Console.result("monigen \(Self.number) (libjsonnet \(JsonnetLibrary.version))")
  }
}
