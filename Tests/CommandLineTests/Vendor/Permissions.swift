import Foundation
import Glibc

/// Runs programs that the permissions of files bind. They do not bind root, so root gives up its capabilities: it still
/// owns the files, and is held to what they allow their owner.
enum Permissions {
  /// A program and its arguments, or the one that runs it without privileges.
  static func command(_ program: String, _ arguments: [String]) -> (program: URL, arguments: [String]) {
    guard geteuid() == 0 else { return (URL(filePath: program), arguments) }
    return (URL(filePath: "/usr/bin/setpriv"), ["--bounding-set=-all", "--inh-caps=-all", program] + arguments)
  }

  /// Whether a read-only folder keeps such a program from writing.
  static let bind: Bool = {
    guard let workspace = try? Workspace(), chmod(workspace.folder.path, 0o555) == 0 else { return false }
    defer { chmod(workspace.folder.path, 0o755) }
    let shell = command("/bin/sh", ["-c", "echo ran; : > new"])
    let outcome = try? Binary.run(shell.program, shell.arguments, in: workspace.folder)
    return outcome?.output == "ran\n" && !workspace.exists("new")
  }()
}
