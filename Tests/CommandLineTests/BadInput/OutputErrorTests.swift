import Foundation
import Testing

@Suite("Output that cannot be")
struct OutputErrorTests {
  @Test("An output folder that is a file")
  func outputIsFile() async throws {
    let input = try BadInput()
    try input.workspace.write("a file", to: "generated")
    try await input.expect(
      """
      generated: error: cannot use the output folder: Not a directory
        hint: the output folder is not writable: a part of its path is a file, not a folder

      """)
  }

  @Test("An output folder below a file")
  func outputBelowFile() async throws {
    let input = try BadInput()
    try input.workspace.write("a file", to: "out")
    try await input.expect(
      """
      out/trees: error: cannot use the output folder: Not a directory
        hint: the output folder is not writable: a part of its path is a file, not a folder

      """, from: ["build", "--output", "out/trees"])
  }

  @Test("A file that is in the way of a tree's folder")
  func fileInTheWay() async throws {
    let input = try BadInput()
    try input.workspace.write("a file", to: "generated/alpha")
    try await input.expect(
      """
      generated/alpha: error: cannot use the folder: Not a directory
        hint: the output folder is not writable: a part of its path is a file, not a folder

      """)
  }

  @Test("A full disk leaves every file as it was, and the next build with room is whole")
  func fullDisk() async throws {
    let input = try BadInput()
    _ = try await input.workspace.run(["build"])
    let before = try input.workspace.tree("generated")
    try input.overlay("{ app+: { config2+: { data+: { text: std.repeat('x', 5000) } } } }")
    let outcome = try await input.workspace.shell("ulimit -f 8; exec \"$MONIGEN\" build")
    #expect(
      outcome.errors == """
        generated/alpha/app-config2.yaml: error: cannot write the file: File too large
          hint: the process may not write files of this size (ulimit -f)

        """)
    #expect(outcome.output == "")
    #expect(outcome.status == 2 && !outcome.wasSignalled)
    #expect(try input.workspace.tree("generated") == before)
    #expect(try await input.workspace.run(["build"]).status == 0)
    #expect(try await input.workspace.run(["build", "--check"]).output == """
      generated/alpha: 5 files, unchanged
      generated/beta: 4 files, unchanged
      up to date

      """)
  }

  @Test("Names that would lead out of the output folder")
  func escapingNames() async throws {
    let input = try BadInput()
    try input.overlay(
      """
      local map(name) = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name } };
      { app+: { '../../etc/x': map('x'), 'a/b': map('y') }, '..'+: { x: map('z') }, 'a\\nb'+: { x: map('u') } }
      """)
    let rule = "cannot become a file name: use letters, digits, '-', '_' and '.', at most 120, not beginning with '.'"
    try await input.expect(
      """
      clusters/alpha.yaml: error: [".."].x: the component name ".." \(rule)
      clusters/alpha.yaml: error: ["a\\nb"].x: the component name "a\\nb" \(rule)
      clusters/alpha.yaml: error: app["../../etc/x"]: the object name "../../etc/x" \(rule)
      clusters/alpha.yaml: error: app["a/b"]: the object name "a/b" \(rule)

      """)
  }

  @Test("Two components that produce one file")
  func oneFile() async throws {
    let input = try BadInput()
    try input.overlay(
      """
      local map(name) = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name } };
      { 'a-b': { c: map('x') }, a: { 'b-c': map('y') } }
      """)
    try await input.expect(
      """
      clusters/alpha.yaml: error: a.b-c and a-b.c both become the file a-b-c.yaml
        hint: rename or remove one of them in the library or overlay that adds it

      """)
  }

  @Test("Two files that only differ in case, which some file systems cannot hold")
  func oneFileWithoutCase() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { CONFIG1: $.app.config1 { metadata+: { name: 'other' } } } }")
    try await input.expect(
      """
      clusters/alpha.yaml: error: app.CONFIG1 and app.config1 both become the file app-config1.yaml
        hint: rename or remove one of them in the library or overlay that adds it

      """)
  }

  @Test("Two manifests of one object")
  func oneObject() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { twin: $.app.config1 } }")
    try await input.expect(
      """
      clusters/alpha.yaml: error: app.config1 and app.twin both become the object ConfigMap monitoring/config-1
        hint: rename or remove one of them in the library or overlay that adds it

      """)
  }

  @Test("Manifests that are no Kubernetes objects")
  func noObject() async throws {
    let input = try BadInput()
    try input.overlay(
      "{ app+: { kindless: { apiVersion: 'v1', metadata: { name: 'x' } }, list: [1], none: null,"
        + " nameless: { apiVersion: 'v1', kind: 'Secret', metadata: { name: '' } } } }")
    try await input.expect(
      """
      clusters/alpha.yaml: error: app.kindless at 'kind': an object needs 'kind', a string; there is none
      clusters/alpha.yaml: error: app.list: expected a Kubernetes object, found array
      clusters/alpha.yaml: error: app.nameless at 'metadata.name': an object needs 'name', a string; found an empty one
      clusters/alpha.yaml: error: app.none: expected a Kubernetes object, found null

      """)
  }

  @Test("A component that is none")
  func noComponent() async throws {
    let input = try BadInput()
    try input.overlay("{ app: 1 }")
    try await input.expect(
      """
      clusters/alpha.yaml: error: main.libsonnet must give an object of manifests at 'components.app', found number
        hint: an overlay or a library may have replaced it: components are added with { NAME+: { … } }

      """)
  }

  @Test("With --keep-going a cluster whose evaluation fails does not hold up the others")
  func keepGoing() async throws {
    let input = try BadInput()
    try input.overlay("{ app+: { x: error 'no x' } }")
    let outcome = try await input.workspace.monigen("build", "--keep-going")
    #expect(
      outcome.errors == """
        clusters/overlays/x.libsonnet:1:14: error: no x
            1 | { app+: { x: error 'no x' } }
              |              ^
          clusters/alpha.yaml: from here

        """)
    #expect(outcome.output == "generated/beta: 4 files, 4 added\nalpha: failed\n")
    #expect(outcome.status == 2)
    #expect(input.workspace.exists("generated/beta/monigen.lock.json"))
    #expect(!input.workspace.exists("generated/alpha"))
  }
}
