import Foundation
import Testing

@Suite("Imports that lead out of the project")
struct SandboxErrorTests {
  private let secret: Workspace

  init() throws {
    secret = try Workspace()
    try secret.write("{ secret: true }", to: "secret.libsonnet")
  }

  /// What the message says after the import's own words.
  private static func frames(_ input: BadInput) -> String {
    """
        \(input.merging):56: in function func
        \(input.merging):17: from here
        clusters/alpha.yaml: from here
        hint: allowed are \(input.root) and what lies below; 'libraryPath' in monigen.yaml, or -J for render, adds a folder

      """
  }

  @Test("By a relative path")
  func relative() async throws {
    let input = try BadInput()
    let path = "../../../\(secret.folder.lastPathComponent)/secret.libsonnet"
    try input.overlay("import '\(path)'")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:1: error: import of '\(path)' lies outside the folders that may be read
          1 | import '\(path)'
            | ^
      \(Self.frames(input))
      """)
  }

  @Test("By an absolute path")
  func absolute() async throws {
    let input = try BadInput()
    let path = secret.folder.path + "/secret.libsonnet"
    try input.overlay("import '\(path)'")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:1: error: import of '\(path)' lies outside the folders that may be read
          1 | import '\(path)'
            | ^
      \(Self.frames(input))
      """)
  }

  @Test("By a symbolic link to a file")
  func link() async throws {
    let input = try BadInput()
    let target = secret.folder.path + "/secret.libsonnet"
    try input.workspace.link("clusters/link.libsonnet", to: target)
    try input.overlay("import '../link.libsonnet'")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:1: error: import of '../link.libsonnet' leads to \(target), outside the folders that may be read
          1 | import '../link.libsonnet'
            | ^
      \(Self.frames(input))
      """)
  }

  @Test("By a symbolic link to a folder")
  func folderLink() async throws {
    let input = try BadInput()
    try input.workspace.makeFolder("shared")
    try input.workspace.link("shared/linked", to: secret.folder.path)
    try input.overlay("import '../../shared/linked/secret.libsonnet'")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:1: error: import of '../../shared/linked/secret.libsonnet' leads to \(secret.folder.path)/secret.libsonnet, outside the folders that may be read
          1 | import '../../shared/linked/secret.libsonnet'
            | ^
      \(Self.frames(input))
      """)
  }

  @Test("By a folder of clusters that is a symbolic link")
  func clusterFolder() async throws {
    let input = try BadInput()
    try input.workspace.link("clusters/linked", to: secret.folder.path)
    try await input.expect("clusters/linked: error: 'linked' leads out of the project through a link\n")
  }

  @Test("An overlay may not be outside either")
  func overlayOutside() async throws {
    let input = try BadInput()
    try input.workspace.link("clusters/link.libsonnet", to: secret.folder.path + "/secret.libsonnet")
    try input.append("overlays: [clusters/link.libsonnet]", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:12: error: the file 'clusters/link.libsonnet' is outside of the project
          4 | overlays: [clusters/link.libsonnet]
            |            ^

      """)
  }

  @Test("The environment of the process is out of reach for a build and for render")
  func environment() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { config1+: { data+: { e: importstr '/proc/self/environ' } } } }")
    let secret = ["SECRET_OF_THIS_TEST": "hunter2"]
    for arguments in [["build"], ["render", "-e", "importstr '/proc/self/environ'"]] {
      let outcome = try await input.workspace.run(arguments, environment: secret)
      #expect(outcome.status == 2)
      let message = /error: import of '\/proc\/self\/environ' leads to \/proc\/[0-9]+\/environ, outside the folders/
      #expect(outcome.errors.contains(message))
      #expect(!outcome.errors.contains("hunter2") && !outcome.output.contains("hunter2"))
    }
  }

  @Test("render reads what is beside its file, what -J names, and nothing else")
  func render() async throws {
    let workspace = try Workspace()
    try workspace.write("import '../other/x.libsonnet'", to: "sub/main.jsonnet")
    try workspace.write("'x'", to: "other/x.libsonnet")
    try await RenderErrorTests.expect(
      """
      sub/main.jsonnet:1:1: error: import of '../other/x.libsonnet' lies outside the folders that may be read
          1 | import '../other/x.libsonnet'
            | ^
        hint: allowed are sub and what lies below; 'libraryPath' in monigen.yaml, or -J for render, adds a folder

      """, "sub/main.jsonnet", in: workspace)
    #expect(try await workspace.monigen("render", "-J", "other", "sub/main.jsonnet").output == "x\n")
  }
}
