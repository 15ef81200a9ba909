import Foundation
import Testing

@Suite("Bad files and programs")
struct ProgramErrorTests {
  @Test("A syntax error in YAML")
  func yaml() async throws {
    let input = try BadInput()
    try input.append("alerts: { a: [ }", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:16: error: expected a value
          4 | alerts: { a: [ }
            |                ^
        hint: a text that begins with a special character needs quotes

      """)
  }

  @Test("A key that stands twice, a file beside its twin, a file that would be overlooked")
  func duplicates() async throws {
    let input = try BadInput()
    try input.append("size: 4", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:1: error: duplicate key 'size'
          4 | size: 4
            | ^
        clusters/alpha.yaml:3:1: the first one stands here
        hint: remove one of them: a key may stand once in a map

      """)
    try input.workspace.write("{}", to: "clusters/alpha.json")
    try await input.expect(
      """
      clusters/alpha.yaml: error: there are two files for the cluster 'alpha'
        clusters/alpha.json: the other one
        hint: rename or remove one of them

      """)
    try FileManager.default.removeItem(at: input.workspace.folder.appending(path: "clusters/alpha.json"))
    try input.workspace.write("{}", to: "clusters/zeta.yml")
    try await input.expect(
      """
      clusters/zeta.yml: error: 'zeta.yml' would not be read
        hint: the names of cluster files end in .yaml, .json or .jsonnet

      """)
  }

  @Test("A library path without monigen's own libraries is told once, not for each cluster")
  func noMain() async throws {
    let input = try BadInput()
    try FileManager.default.removeItem(at: input.workspace.folder.appending(path: "libsonnet/main.libsonnet"))
    try await input.expect(
      """
      error: there is no main.libsonnet in libsonnet
        hint: copy libsonnet/ from monigen's repository, or name the folder where it is in 'libraryPath' of monigen.yaml

      """)
  }

  @Test("A syntax error in JSON")
  func json() async throws {
    let input = try BadInput()
    try input.workspace.write("{ \"provider\": \"aws\",\n  \"kubernetes\": }\n", to: "clusters/gamma.json")
    try await input.expect(
      """
      clusters/gamma.json:2:17: error: expected a JSON value, found '}'
          2 |   "kubernetes": }
            |                 ^

      """)
  }

  @Test("A syntax error in a cluster's Jsonnet")
  func clusterJsonnet() async throws {
    let input = try BadInput()
    try input.workspace.write("{ provider: 'aws',\n  kubernetes: }\n", to: "clusters/gamma.jsonnet")
    try await input.expect(
      """
      clusters/gamma.jsonnet:2:15: error: unexpected: "}" while parsing terminal
          2 |   kubernetes: }
            |               ^

      """)
  }

  @Test("A syntax error in an overlay ends with the cluster that has the overlay")
  func overlaySyntax() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: {\n  x: 1 +\n}}")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:3:1: error: unexpected: "}" while parsing terminal
          3 | }}
            | ^
        clusters/alpha.yaml: from here

      """)
  }

  @Test("A file that is not UTF-8")
  func encoding() async throws {
    let input = try BadInput()
    try Data([0x61, 0x3A, 0x20, 0xFF, 0x0A]).write(to: input.workspace.folder.appending(path: "clusters/gamma.yaml"))
    try await input.expect(
      """
      clusters/gamma.yaml:1:4: error: this text is not valid UTF-8: byte 0xFF
          1 | a: \u{FFFD}
            |    ^
        hint: save the file as UTF-8

      """)
  }

  @Test("An error deep in imports names its place and the way there")
  func deepError() async throws {
    let input = try BadInput()
    try input.workspace.write("local b = import 'b.libsonnet';\n{\n  data(n):: b.half(n),\n}\n", to: "clusters/lib/a.libsonnet")
    try input.workspace.write(
      "{\n  half(n)::\n    if n % 2 == 0 then { half: n / 2 }\n    else error '%d is odd' % n,\n}\n",
      to: "clusters/lib/b.libsonnet")
    try input.overlay("{ app+: { config1+: { data+: (import '../lib/a.libsonnet').data(3) } } }")
    try await input.expect(
      """
      clusters/lib/b.libsonnet:4:10: error: 3 is odd
          4 |     else error '%d is odd' % n,
            |          ^
        clusters/lib/a.libsonnet:3:13: from here
        clusters/overlays/x.libsonnet:1:30: from here
        clusters/alpha.yaml: from here

      """)
  }

  @Test("An error of an overlay that several clusters have is told once, with all of them")
  func sharedOverlay() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { x: error 'no x' } }", of: ["alpha", "beta"])
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:14: error: no x
          1 | { app+: { x: error 'no x' } }
            |              ^
        clusters/alpha.yaml: from here
        clusters/beta.yaml: from here

      """)
  }

  @Test("Errors of two clusters are both told")
  func twoClusters() async throws {
    let input = try BadInput()
    try input.workspace.write("{ app+: { x: error 'x of ' + $.app.config1.data.cluster } }", to: "clusters/x.libsonnet")
    for cluster in ["alpha", "beta"] { try input.append("overlays: [clusters/x.libsonnet]", to: "clusters/\(cluster).yaml") }
    let frames = """
          1 | { app+: { x: error 'x of ' + $.app.config1.data.cluster } }
            |              ^
      """
    try await input.expect(
      """
      clusters/x.libsonnet:1:14: error: x of alpha
      \(frames)
        clusters/alpha.yaml: from here
      clusters/x.libsonnet:1:14: error: x of beta
      \(frames)
        clusters/beta.yaml: from here

      """)
  }

  @Test("Endless recursion")
  func recursion() async throws {
    let input = try BadInput()
    try input.overlay("local f(x) = 1 + f(x); { app+: { config1+: { data+: { e: f(1) } } } }")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:18: error: max stack frames exceeded.
          1 | local f(x) = 1 + f(x); { app+: { config1+: { data+: { e: f(1) } } } }
            |                  ^
        clusters/overlays/x.libsonnet:1:58: from here
        clusters/overlays/x.libsonnet:1:44: from here
        clusters/alpha.yaml: from here
        hint: this is most often a definition that needs itself; if the depth is meant, render takes --max-stack

      """)
  }

  @Test("A library that Jsonnet cannot have")
  func missingImport() async throws {
    let input = try BadInput()
    try input.overlay("import 'nowhere/x.libsonnet'")
    try await input.expect(
      """
      clusters/overlays/x.libsonnet:1:1: error: import not found: 'nowhere/x.libsonnet'
          1 | import 'nowhere/x.libsonnet'
            | ^
        \(input.merging):56: in function func
        \(input.merging):17: from here
        clusters/alpha.yaml: from here
        hint: looked for clusters/overlays/nowhere/x.libsonnet, libsonnet/nowhere/x.libsonnet

      """)
  }
}
