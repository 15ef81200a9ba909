import Foundation
import Testing

/// A small project in a git repository of its own, with its trees built and committed.
struct GitProject {
  let project: SmallProject

  var workspace: Workspace { project.workspace }

  init(below path: String = "project") throws {
    project = try SmallProject(below: path)
    try project.build()
    try git("init", "-q", "-b", "main")
    try commit("first")
  }

  @discardableResult
  func git(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    let outcome = try Binary.run(URL(filePath: "/usr/bin/git"), identity + arguments, in: project.folder)
    try #require(outcome.status == 0, "git \(arguments): \(outcome.errors)", sourceLocation: sourceLocation)
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func commit(_ message: String) throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", message)
  }

  /// Changes a variable of the cluster alpha: three config maps become two.
  func shrinkAlpha() throws { try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 2") }

  func diff(_ arguments: String..., environment: [String: String] = [:]) throws -> Binary.Outcome {
    try Binary.run(["diff"] + arguments, in: project.folder, environment: environment)
  }
}
