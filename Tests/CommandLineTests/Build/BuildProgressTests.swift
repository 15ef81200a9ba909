import Foundation
import Testing

@Suite("How far a build is")
struct BuildProgressTests {
  /// Gives a program a terminal; of Debian's bsdutils, which every installation has.
  private static let script = URL(filePath: "/usr/bin/script")
  private static let hasScript = FileManager.default.isExecutableFile(atPath: script.path)

  /// A project whose build takes some seconds.
  private func slowProject() throws -> SmallProject {
    let project = try SmallProject()
    let inner = "function(a, b) a + std.foldl(function(c, d) c + d, std.range(1, 1000), b)"
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "cluster: variables.name",
      with: "sum: '%d' % std.foldl(\(inner), std.range(1, 1500), 0)")
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 1")
    return project
  }

  private func onTerminal(_ project: SmallProject) async throws -> String {
    let command = "\(Binary.url.path) build --no-cache alpha"
    let outcome = try await Binary.run(Self.script, ["-qec", command, "/dev/null"], in: project.folder)
    #expect(outcome.status == 0, "\(outcome.output)")
    return outcome.output
  }

  @Test("a terminal shows targets as they are done, and nothing of it stays", .enabled(if: hasScript))
  func terminal() async throws {
    let project = try slowProject()
    let lines = try await onTerminal(project).components(separatedBy: "\r\u{1B}[K")
    #expect(lines.contains("4 of 5 targets done, 0 reused, 1 running"), "\(lines)")
    #expect(lines.last == "generated/alpha: 3 files, 3 added\r\n")
  }

  @Test("a build of less than a second shows nothing", .enabled(if: hasScript))
  func fast() async throws {
    let project = try SmallProject()
    #expect(try await onTerminal(project) == "generated/alpha: 5 files, 5 added\r\n")
  }

  @Test("without a terminal there is nothing, however long it takes")
  func quiet() async throws {
    let project = try slowProject()
    let outcome = try await Binary.run(["build", "--no-cache", "alpha"], in: project.folder)
    #expect(outcome.output == "generated/alpha: 3 files, 3 added\n")
    #expect(outcome.errors.isEmpty)
  }
}
