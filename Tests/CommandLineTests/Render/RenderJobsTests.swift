import Foundation
import Testing

/// However many processes evaluate, what a person sees is that of one.
@Suite("Render in several processes")
struct RenderJobsTests {
  private static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "{ list: [{ number: i } for i in std.range(1, 5)], text: importstr 't.txt' }",
      to: "app/lib/l.libsonnet")
    try workspace.write("a text\n", to: "app/lib/t.txt")
    try workspace.write("{ found: std.thisFile }", to: "vendor/v.libsonnet")
    try workspace.write(
      """
      local l = import 'lib/l.libsonnet';
      {
        'setup/list': { apiVersion: 'v1', items: l.list, kind: 'ConfigMapList' },
        '../kustomization': { file: std.thisFile, text: l.text },
        vendored: import 'v.libsonnet',
        variable: std.extVar('x'),
        'ä😀': [1, 0.5],
      }
      """, to: "app/main.jsonnet")
    try workspace.write("{ a: 1 }\n", to: "outside.libsonnet")
    try workspace.write("{ a: import '../outside.libsonnet', b: 1 }", to: "app/leaving.jsonnet")
    try workspace.write(
      "{ a: 1,\n  b: { items: [1, error 'no b'] }, c: std.trace('seen', 1) }",
      to: "app/failing.jsonnet")
    try workspace.write(
      "{ a: std.trace('first', 1), b: { items: [1, std.trace('second', 2)] } }",
      to: "app/tracing.jsonnet")
    try workspace.write("function(n, m='m') { n: n, m: m, items: [n, m] }", to: "app/function.jsonnet")
    try workspace.write("{ a: 1, b: 2 }, { c: 3 }", to: "app/two.jsonnet")
    try workspace.write(#"{"b": {"items": [1, 2, 3]}, "a": 0.1}"#, to: "app/data.json")
    return workspace
  }

  @Test(
    "The same files, lists, errors and traces",
    arguments: [
      ["-J", "vendor", "-V", "x=y", "app/main.jsonnet"], ["--json", "-J", "vendor", "-V", "x=y", "app/main.jsonnet"],
      ["-J", "vendor", "app/main.jsonnet"], ["app/main.jsonnet"], ["app/leaving.jsonnet"], ["app/failing.jsonnet"],
      ["app/tracing.jsonnet"], ["app/function.jsonnet"], ["app/function.jsonnet", "-A", "n=1", "--tla-code", "m=[2]"],
      ["app/two.jsonnet"], ["app/data.json"], ["app/missing.jsonnet"], ["-e", "[1, 2]"], ["-e", "{}"],
      ["-e", "{ a: 1 }"],
      ["-S", "-e", "{ a: 'x', b: 'y' }"], ["-S", "-e", "{ a: 'x', b: 1 }"], ["-e", "{ a: 1, '/b': 2 }"],
      ["-s", "20", "-e", "local f(n) = if n == 0 then 0 else 1 + f(n - 1); { a: f(3), b: f(9), c: f(30) }"],
      ["-e", "{ a: std.trace('one', 1), b: { items: [std.trace('two', 2), { c+: { d: super.e } }] } }"],
      ["--stock", "-e", "{ a: 1, b: { items: [1, 2] } }"],
    ])
  func same(arguments: [String]) async throws {
    let one = try Self.workspace(), several = try Self.workspace()
    let expected = try await one.run(["render", "-j", "1", "-m", "out/files"] + arguments)
    let found = try await several.run(["render", "--jobs", "3", "-m", "out/files"] + arguments)
    #expect(found.output == expected.output)
    // A refused path is absolute.
    #expect(found.errors.replacing(several.folder.path, with: one.folder.path) == expected.errors)
    #expect(found.status == expected.status)
    #expect(try several.tree("") == one.tree(""))
  }

  @Test("How many processes there are must be a number above 0")
  func wrongNumber() async throws {
    let outcome = try await Workspace().monigen("render", "-j", "0", "-e", "1")
    #expect(outcome.errors.hasPrefix("Error: --jobs takes a number above 0\n"))
    #expect(outcome.status == 2)
  }

  @Test("What takes too long in a share is told as that of one process")
  func timeLimit() async throws {
    let workspace = try Workspace()
    try workspace.write("limits: { time: 1s }\n", to: "monigen.yaml")
    let outcome = try await workspace.monigen(
      "render", "-j", "2", "-m", "out", "-e", "local f(x) = f(x + 1) tailstrict; { a: 1, b: f(1) }")
    #expect(outcome.errors.hasPrefix("<cmdline>: error: did not finish within its time limit of 1 s (limits.time)\n"))
    #expect(outcome.status == 2)
  }
}
