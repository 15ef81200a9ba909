import Foundation
import Testing
import ValueTree
import YAML

/// The examples of docs/ci, run as the CI systems would run them, up to what needs their servers.
@Suite("CI examples")
struct PipelineExampleTests {
  private static func example(_ name: String) throws -> Value {
    let file = Workspace.project.appending(path: "docs/ci/\(name)")
    return try YAMLReader.read(Array(Data(contentsOf: file)), file: name)
  }

  /// A clone of a project, with a branch that changes a threshold checked out.
  private static func clone() throws -> (project: GitProject, folder: URL) {
    let project = try GitProject()
    try project.git("checkout", "-q", "-b", "change")
    try project.project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    try project.project.build()
    try project.commit("branch")
    let folder = project.workspace.folder.appending(path: "clone")
    try project.git("clone", "-q", project.project.folder.path, folder.path)
    return (project, folder)
  }

  private static func run(_ script: String, in folder: URL, _ environment: [String: String]) throws -> Binary.Outcome {
    let path = Binary.url.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try Binary.run(
      URL(filePath: "/bin/bash"), ["-e", "-c", script], in: folder,
      environment: environment.merging(["PATH": path]) { $1 })
  }

  @Test("GitHub Actions: the report is in the file and in the job's summary, the status in the step's output")
  func gitHub() throws {
    let steps = try #require(Self.example("github-actions.yml")[ValuePath("jobs", "review", "steps")]?.array)
    #expect(steps.first?[ValuePath("with", "fetch-depth")] == 0)
    let compare = try #require(steps.first { $0["id"] == "diff" }?["run"]?.string)
    let (project, folder) = try Self.clone()
    let outcome = try Self.run(
      compare, in: folder,
      ["GITHUB_BASE_REF": "main", "GITHUB_OUTPUT": "output.txt", "GITHUB_STEP_SUMMARY": "summary.md"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let comment = try project.workspace.read("clone/comment.md")
    #expect(comment.contains("ConfigMap monitoring/team"))
    #expect(try project.workspace.read("clone/summary.md") == comment)
    #expect(try project.workspace.read("clone/output.txt") == "status=0\n")
  }

  @Test("GitLab CI: the report is in the file, and the job ends with the status of the diff")
  func gitLab() throws {
    let job = try #require(Self.example("gitlab-ci.yml")["review monitoring"])
    #expect(job[ValuePath("variables", "GIT_DEPTH")] == "0")
    let lines = try #require(job["script"]?.array).compactMap(\.string).filter { !$0.contains("curl") }
    let (project, folder) = try Self.clone()
    let environment = ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"]
    let outcome = try Self.run(lines.joined(separator: "\n"), in: folder, environment)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try project.workspace.read("clone/comment.md").contains("ConfigMap monitoring/team"))
    let failing = lines.map { $0.replacing("--fail-on breaking", with: "--fail-on any") }
    #expect(try Self.run(failing.joined(separator: "\n"), in: folder, environment).status == 1)
  }
}
