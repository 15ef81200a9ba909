import Foundation
import Testing

/// What `jsonnet` prints, `monigen render --json` prints, byte for byte.
@Suite("Render in place of jsonnet", .enabled(if: Jsonnet.isInstalled))
struct DropInTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var environment: [String: String] = [:]
    var input = ""
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ arguments: String..., environment: [String: String] = [:], input: String = "") {
      self.arguments = arguments
      self.environment = environment
      self.input = input
    }
  }

  static func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("{ who: 'one', onlyOne: 1 }", to: "one/x.libsonnet")
    try workspace.write("{ who: 'two' }", to: "two/x.libsonnet")
    try workspace.write("(import 'x.libsonnet') { file: std.thisFile }", to: "searching.jsonnet")
    try workspace.write("import 'er/b.libsonnet'", to: "deep/a.jsonnet")
    try workspace.write("{ c: import '../c.libsonnet', text: importstr 't.txt' }", to: "deep/er/b.libsonnet")
    try workspace.write("'c'", to: "deep/c.libsonnet")
    try workspace.write("a text\n", to: "deep/er/t.txt")
    try workspace.write("{ x: 1, y: [true, null] }", to: "value.json")
    try workspace.write("{ beside: importstr 'er/t.txt' }", to: "deep/code.jsonnet")
    try workspace.write("'it is'", to: "it's.jsonnet")
    return workspace
  }

  static let searching: [Case] = [
    Case("-J", "one", "-J", "two", "searching.jsonnet"),
    Case("-J", "two", "-J", "one", "searching.jsonnet"),
    Case("--jpath", "one/", "searching.jsonnet"),
    Case("searching.jsonnet", environment: ["JSONNET_PATH": "one:two"]),
    Case("searching.jsonnet", environment: ["JSONNET_PATH": "two:one"]),
    Case("-J", "two", "searching.jsonnet", environment: ["JSONNET_PATH": "one"]),
    Case("-J", "one", "-e", "import 'x.libsonnet'"),
    Case("deep/a.jsonnet"),
    Case("-e", "import 'deep/a.jsonnet'"),
    Case("-J", "one", "-", input: "(import 'x.libsonnet') + { file: std.thisFile }"),
    Case("-", input: "import 'deep/er/b.libsonnet'"),
  ]

  static let variables: [Case] = [
    Case("-V", "a=b=c", "-e", "std.extVar('a')"),
    Case("-V", "a=", "-e", "std.extVar('a')"),
    Case("--ext-str", "a=1", "-e", "std.extVar('a')"),
    Case("-V", "FROM_OUTSIDE", "-e", "std.extVar('FROM_OUTSIDE')", environment: ["FROM_OUTSIDE": "ä b"]),
    Case("--ext-code", "a={ x: 1 + 1 }", "-e", "std.extVar('a').x"),
    Case("--ext-code", "a", "-e", "std.extVar('a')", environment: ["a": "[1]"]),
    Case("--ext-code", "a=import 'value.json'", "-e", "std.extVar('a')"),
    Case("--ext-str-file", "a=deep/er/t.txt", "-e", "std.extVar('a')"),
    Case("--ext-code-file", "a=value.json", "-e", "std.extVar('a').y"),
    Case("--ext-code-file", "a=deep/code.jsonnet", "-e", "std.extVar('a')"),
    Case("--ext-code-file", "a=it's.jsonnet", "-e", "std.extVar('a')"),
    Case("-V", "a=1", "-V", "a=2", "-V", "b=3", "-e", "std.extVar('a') + std.extVar('b')"),
    Case("-A", "a=b", "-e", "function(a) a"),
    Case("--tla-str", "a=b", "-A", "c=d", "-e", "function(c, a) a + c"),
    Case("-A", "FROM_OUTSIDE", "-e", "function(FROM_OUTSIDE) FROM_OUTSIDE", environment: ["FROM_OUTSIDE": "x"]),
    Case("--tla-code", "a=[1, 2]", "-e", "function(a, b=3) a + [b]"),
    Case("--tla-str-file", "a=value.json", "-e", "function(a) a"),
    Case("--tla-code-file", "a=deep/code.jsonnet", "-e", "function(a) a"),
    Case("-e", "function(a=5) a"),
  ]

  static let printing: [Case] = [
    Case("-e", "1 + 1"),
    Case("--exec", "{ b: 1, a: [], c: {}, d: [{}], 'é': null, Z: true, 'e\u{301}': 0.5, '😀': '', '\u{FFFD}': 1e3 }"),
    Case("-e", #"'\u0000\u0007\n\t"\\ \u007f\u0085 \u00a0 😀 </script>'"#),
    Case("-e", "[-0, 1e100, 12345678901234567890, 1.5, std.pow(2, 53)]"),
    Case("-y", "-e", "[1, { a: [] }, 'x', []]"),
    Case("--yaml-stream", "-e", "[]"),
    Case("-s", "40", "-e", "local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(9)"),
    Case("--max-stack", "2000", "-e", "local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(900)"),
    Case("-t", "3", "--gc-min-objects", "100", "--gc-growth-trigger", "2", "-e", "'accepted'"),
  ]

  @Test("The same output", arguments: searching + variables + printing)
  func output(of example: Case) async throws {
    let workspace = try Self.workspace()
    let expected = try await Jsonnet.run(
      example.arguments, in: workspace, environment: example.environment, input: example.input)
    #expect(expected.status == 0, "\(expected.errors)")
    for stock in [[], ["--stock"]] {
      let found = try await workspace.run(
        ["render", "--json"] + stock + example.arguments, environment: example.environment, input: example.input)
      #expect(found.output == expected.output)
      #expect(found.errors == "")
      #expect(found.status == 0)
    }
  }

  @Test(
    "The same strings",
    arguments: [#"'x\n y'"#, "''", #"'😀 \u007f'"#, "'a' + importstr 'deep/er/t.txt'"])
  func strings(code: String) async throws {
    let workspace = try Self.workspace()
    let expected = try await Jsonnet.run(["-S", "-e", code], in: workspace)
    #expect(expected.status == 0)
    #expect(try await workspace.monigen("render", "-S", "-e", code).output == expected.output)
  }

  @Test("The same files", arguments: [["--json"], ["-S"]])
  func files(form: [String]) async throws {
    let workspace = try Self.workspace()
    let code = form == ["-S"] ? "{ a: 'x', 'b.txt': '', 'c\u{301}': '1\\n' }" : "{ a: { x: [1] }, 'b.json': 'y', 'c.': null }"
    try workspace.makeFolder("expected")
    let expected = try await Jsonnet.run((form == ["-S"] ? form : []) + ["-m", "expected", "-e", code], in: workspace)
    #expect(expected.status == 0)
    let found = try await workspace.run(["render"] + form + ["-m", "found", "-e", code])
    #expect(found.status == 0)
    #expect(found.output == expected.output.replacing("expected/", with: "found/"))
    #expect(try workspace.tree("found") == workspace.tree("expected"))
  }

  @Test("The same output file", arguments: [["-o"], ["--output-file"]])
  func outputFile(option: [String]) async throws {
    let workspace = try Self.workspace()
    _ = try await Jsonnet.run(option + ["expected.json", "value.json"], in: workspace)
    let found = try await workspace.run(["render", "--json"] + option + ["found.json", "value.json"])
    #expect(found.output == "")
    #expect(try workspace.read("found.json") == workspace.read("expected.json"))
  }

  @Test("Numbers print in the shortest form that reads as the same number")
  func numbers() async throws {
    let workspace = try Workspace()
    let code = "[0.1, 1 / 3, 0.30000000000000004, 123456.789, -3e-7, 5e-324, 1.7976931348623157e308]"
    let expected = try await Jsonnet.run(["-e", code], in: workspace)
    let found = try await workspace.monigen("render", "--json", "-e", code)
    func read(_ text: String) throws -> [Double] { try JSONDecoder().decode([Double].self, from: Data(text.utf8)) }
    #expect(try read(found.output) == read(expected.output))
    #expect(found.output.contains("0.1,"))
  }
}
