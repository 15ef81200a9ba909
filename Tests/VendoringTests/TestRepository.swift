import Foundation
import Platform
import Testing

/// A git repository that a test makes, and a configuration that serves it under a public address.
final class TestSite: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "monigen-vendor-\(UUID().uuidString)")
    for name in ["repositories", "project", "cache"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
  }

  deinit {
    chmodAll()
    try? FileManager.default.removeItem(at: folder)
  }

  var project: URL { folder.appending(path: "project") }
  var cache: String { folder.appending(path: "cache").path }

  private func chmodAll() {
    _ = try? Exchange(command: Command(executable: "chmod", arguments: ["-R", "u+rwX", folder.path]), input: []).run()
  }

  /// The address of a repository below the folder: nothing of it leaves this machine.
  func remote(_ name: String) -> String { "file://\(folder.path)/repositories/\(name)" }

  func write(_ text: String, to path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// Runs git in a repository; its answer.
  @discardableResult
  func git(_ name: String, _ arguments: String..., input: String = "") throws -> String {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false"]
    let command = Command(
      executable: "git", arguments: identity + arguments,
      environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"],
      folder: folder.appending(path: "repositories/\(name)").path)
    var errors: [UInt8] = []
    var exchange = Exchange(command: command, input: Array(input.utf8))
    exchange.onErrors = { errors += $0 }
    let result = try exchange.run()
    try #require(result.status == .exited(0), "git \(arguments): \(String(decoding: errors, as: UTF8.self))")
    return String(decoding: result.answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Commits files to a repository, which is made where it is new; the commit, tagged where a tag is given.
  @discardableResult
  func commit(_ name: String, _ files: [String: String], tag: String? = nil) throws -> String {
    let path = "repositories/\(name)"
    if !exists("\(path)/.git") {
      try FileManager.default.createDirectory(
        at: folder.appending(path: path), withIntermediateDirectories: true)
      try git(name, "init", "-q", "-b", "main")
      try git(name, "config", "uploadpack.allowFilter", "true")
      try git(name, "config", "uploadpack.allowAnySHA1InWant", "true")
    }
    for (file, text) in files { try write(text, to: "\(path)/\(file)") }
    try git(name, "add", "-A")
    try git(name, "commit", "-q", "--allow-empty", "-m", "state")
    if let tag { try git(name, "tag", "-f", "-a", "-m", tag, tag) }
    return try git(name, "rev-parse", "HEAD")
  }
}
