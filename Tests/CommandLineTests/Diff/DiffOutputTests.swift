import Foundation
import Testing

@Suite("monigen diff: what it prints and how it ends")
struct DiffOutputTests {
  private static func changed() throws -> GitProject {
    let project = try GitProject()
    try project.shrinkAlpha()
    return project
  }

  @Test(
    "the exit code follows --fail-on: an object that stays behind is a warning",
    arguments: [("any", 1), ("warning", 1), ("breaking", 0), ("never", 0)] as [(String, Int32)])
  func failOn(policy: String, status: Int32) throws {
    let outcome = try Self.changed().diff("--fail-on", policy)
    #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("config-3"))
  }

  @Test("--fail-on breaking fails where something breaks: a namespace is gone")
  func breaking() throws {
    let workspace = try Workspace()
    let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: monitoring }\n"
    let config = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: monitoring }\n"
    try workspace.write(namespace + "---\n" + config, to: "old/all.yaml")
    try workspace.write(config, to: "new/all.yaml")
    #expect(try workspace.monigen("diff", "old", "new", "--fail-on", "breaking").status == 1)
    #expect(try workspace.monigen("diff", "old", "new", "--fail-on", "warning").status == 1)
    #expect(try workspace.monigen("diff", "old", "new", "--fail-on", "never").status == 0)
    #expect(try workspace.monigen("diff", "new", "old", "--fail-on", "breaking").status == 0)
  }

  @Test("sections without anything to tell are not taken for no difference")
  func emptySections() throws {
    let outcome = try Self.changed().diff("--only", "images,crds", "--cluster", "alpha")
    #expect(outcome.status == 1)
    #expect(outcome.output == "previous -> current, cluster alpha\n\nnothing in these sections\n")
  }

  @Test("--output writes the file and prints nothing")
  func output() throws {
    let project = try Self.changed()
    let printed = try project.diff("--format", "markdown")
    let outcome = try project.diff("--format", "markdown", "--output", "out/comment.md")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(try project.project.read("out/comment.md") == printed.output)
    #expect(printed.output.hasPrefix("### monigen: `previous` → `current`, 2 clusters\n"))
    let refused = try project.diff("--output", "/proc/none/x")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("cannot write the file"))
  }

  @Test("the same bytes each time, in every format", arguments: ["text", "markdown", "json"])
  func deterministic(format: String) throws {
    let project = try Self.changed()
    let first = try project.diff("--format", format, "--full")
    #expect(first.status == 1)
    #expect(!first.output.isEmpty)
    for _ in 0..<3 { #expect(try project.diff("--format", format, "--full").output == first.output) }
  }

  @Test("JSON has the schema's members for every cluster")
  func json() throws {
    let outcome = try Self.changed().diff("--format", "json", "--cluster", "alpha")
    let report = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(report["schema"] as? Int == 1)
    #expect(report["from"] as? String == "previous")
    #expect(report["to"] as? String == "current")
    let clusters = try #require(report["clusters"] as? [[String: Any]])
    #expect(clusters.map { $0["name"] as? String } == ["alpha"])
    for member in ["objects", "alerts", "records", "images", "findings"] { #expect(clusters[0][member] != nil) }
  }

  /// Debian's script(1) runs a command on a terminal of its own.
  private static let hasScript = FileManager.default.isExecutableFile(atPath: "/usr/bin/script")

  private static func onTerminal(
    _ project: GitProject, _ arguments: String, _ environment: [String: String]
  ) throws -> String {
    let command = "'\(Binary.url.path)' diff \(arguments)"
    return try Binary.run(
      URL(filePath: "/usr/bin/script"), ["-q", "-e", "-c", command, "/dev/null"], in: project.project.folder,
      environment: environment
    ).output
  }

  @Test("colours on a terminal that can show them, and not where NO_COLOR is set", .enabled(if: hasScript, "no script(1)"))
  func colours() throws {
    let project = try Self.changed()
    let escape = "\u{1B}[1m"
    let plain = ["TERM": "xterm", "PAGER": "cat"]
    #expect(try Self.onTerminal(project, "--no-pager", plain).contains(escape))
    #expect(try !Self.onTerminal(project, "--no-pager", plain.merging(["NO_COLOR": "1"]) { $1 }).contains(escape))
    #expect(try !Self.onTerminal(project, "--no-pager", plain.merging(["TERM": "dumb"]) { $1 }).contains(escape))
    #expect(try !project.diff(environment: plain).output.contains(escape))
  }

  @Test("PAGER shows the report on a terminal", .enabled(if: hasScript, "no script(1)"))
  func pager() throws {
    let project = try Self.changed()
    let environment = ["TERM": "xterm", "PAGER": "sed 's/^/paged: /'", "NO_COLOR": "1"]
    #expect(try Self.onTerminal(project, "", environment).contains("paged: previous -> current"))
    #expect(try !Self.onTerminal(project, "--no-pager", environment).contains("paged:"))
    #expect(try !project.diff(environment: environment).output.contains("paged:"))
    // A pager that is not there, or that is left at once, loses neither the report nor the exit code.
    let missing = environment.merging(["PAGER": "no-such-pager"]) { $1 }
    #expect(try Self.onTerminal(project, "", missing).contains("previous -> current"))
    let quitting = try Self.onTerminal(project, "; echo status $?", environment.merging(["PAGER": "true"]) { $1 })
    #expect(quitting.contains("status 1"))
  }
}
