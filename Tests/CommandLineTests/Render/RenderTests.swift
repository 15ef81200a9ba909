import Foundation
import Testing

@Suite("Render")
struct RenderTests {
  @Test("One program is one YAML document")
  func document() async throws {
    let outcome = try await Workspace().monigen("render", "-e", "{ b: 0.1, a: ['on', '1', 1, null], c: 'x\\ny\\n' }")
    #expect(outcome.output == "a:\n- \"on\"\n- \"1\"\n- 1\n- null\nb: 0.1\nc: |\n  x\n  y\n")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
  }

  @Test("An array becomes a stream of documents with -y")
  func stream() async throws {
    let workspace = try Workspace()
    let outcome = try await workspace.monigen("render", "-y", "-e", "[{ a: 1 }, [2], 'three']")
    #expect(outcome.output == "---\na: 1\n---\n- 2\n---\nthree\n")
    #expect(try await workspace.monigen("render", "-y", "-e", "[]").output == "")
  }

  @Test("An object becomes files with -m, in folders that are made, and their list is printed")
  func files() async throws {
    let workspace = try Workspace()
    let code = "{ a: { x: 1 }, 'b.json': 'y', 'setup/c': null, '../kustomization': { k: [] } }"
    let outcome = try await workspace.monigen("render", "-m", "out/deep", "-e", code)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output == "out/kustomization.yaml\nout/deep/a.yaml\nout/deep/b.json.yaml\nout/deep/setup/c.yaml\n")
    #expect(
      try workspace.tree("out").mapValues { String(decoding: $0, as: UTF8.self) } == [
        "deep/a.yaml": "x: 1\n", "deep/b.json.yaml": "\"y\"\n", "deep/setup/c.yaml": "null\n",
        "kustomization.yaml": "k: []\n",
      ])
  }

  @Test("No key, no file, no line")
  func nothing() async throws {
    let workspace = try Workspace()
    let outcome = try await workspace.monigen("render", "-m", "out", "-e", "{}")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(try workspace.paths.isEmpty)
  }

  @Test("What else is in the output folder stays")
  func nothingDeleted() async throws {
    let workspace = try Workspace()
    try workspace.write("mine", to: "out/mine.yaml")
    try workspace.write("old", to: "out/a.yaml")
    _ = try await workspace.monigen("render", "-m", "out", "-e", "{ a: 1 }")
    #expect(try workspace.read("out/mine.yaml") == "mine")
    #expect(try workspace.read("out/a.yaml") == "1\n")
  }

  @Test("An output file is written in folders that are made, and nothing is printed")
  func outputFile() async throws {
    let workspace = try Workspace()
    let outcome = try await workspace.monigen("render", "-o", "new/deep/x.yaml", "-e", "{ a: 1 }")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(try workspace.read("new/deep/x.yaml") == "a: 1\n")
  }

  @Test("An output file that is a symbolic link stays one", arguments: [true, false])
  func outputLink(targetExists: Bool) async throws {
    let workspace = try Workspace()
    if targetExists { try workspace.write("old", to: "folder/target") } else { try workspace.makeFolder("folder") }
    try workspace.link("link", to: "folder/target")
    #expect(try await workspace.monigen("render", "-o", "link", "-e", "1").status == 0)
    let link = workspace.folder.appending(path: "link").path
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "folder/target")
    #expect(try workspace.read("folder/target") == "1\n")
  }

  @Test("A device is written to as it is")
  func device() async throws {
    #expect(try await Workspace().monigen("render", "-o", "/dev/stdout", "-e", "1").output == "1\n")
  }

  @Test("What a program traces goes to standard error, its result alone to standard output")
  func trace() async throws {
    let outcome = try await Workspace().monigen("render", "-e", "std.trace('looking', { a: 1 })")
    #expect(outcome.output == "a: 1\n")
    #expect(outcome.errors == "TRACE: <cmdline>:1 looking\n")
  }

  @Test(
    "A program that is evaluated once more, since it may fail for an acceleration alone, prints its traces once",
    arguments: [
      "{ a: std.trace('one', 1), b+: { y: std.trace('two', super.x) } }",
      "{ b+: { [if 'x' in super then 'y' else 'z']: std.trace('one', 1) }, c+: { d: super.e }, }",
      "{ a: std.trace('one', 1), b: std.manifestJsonEx({ assert std.trace('two', true), f: function(x) x }, '') }",
      "local f(n) = if n == 0 then std.trace('three\\nlines\\n', 0) else 1 + f(n - 1); [f(3), f(3), f(1000)]",
    ])
  func tracedOnce(code: String) async throws {
    let workspace = try Workspace()
    let fast = try await workspace.monigen("render", "-e", code)
    let stock = try await workspace.monigen("render", "--stock", "-e", code)
    #expect(fast.errors.contains("TRACE: ") && fast.errors.contains("error: "))
    #expect(fast.errors == stock.errors)
  }

  @Test("Every acceleration gives what the library itself gives")
  func stock() async throws {
    let workspace = try Workspace()
    let code = """
      local data = { list: std.range(1, 50), text: 'ä\\n"😀"', nested: [[{ a: null, b: [] }]], number: 1.5 };
      {
        json: std.manifestJsonEx(data, '  '), yaml: std.manifestYamlDoc(data), string: std.toString(data),
        format: '%05.2f|%-6s|%+d|%x|%(a)s' % { a: 'x' } tailstrict,
      }
      """.replacing("'%05.2f|%-6s|%+d|%x|%(a)s' % { a: 'x' } tailstrict", with: "'%05.2f|%-6s|%+d|%x' % [3.14159, 'ab', 7, 255]")
    let fast = try await workspace.monigen("render", "-e", code)
    let stock = try await workspace.monigen("render", "--stock", "-e", code)
    #expect(fast.status == 0)
    #expect(fast.output == stock.output)
  }

  @Test("The nearest project's limits hold, and --stock has none of time")
  func limits() async throws {
    let workspace = try Workspace()
    try workspace.write("limits: { time: 1s }\n", to: "monigen.yaml")
    try workspace.makeFolder("below")
    let outcome = try await Binary.run(
      ["render", "-e", "local f(x) = f(x + 1) tailstrict; f(1)"], in: workspace.folder.appending(path: "below"))
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        <cmdline>: error: did not finish within its time limit of 1 s (limits.time)
          hint: look for recursion without an end, or raise 'limits: { time: … }' in monigen.yaml

        """)
  }
}
