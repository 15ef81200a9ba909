import Diagnostics
import Jsonnet
import Testing

@Suite struct ErrorTests {
  @Test func `A run-time error tells its place, its line, and the way to it`() throws {
    let project = try Project([
      "main.jsonnet": "local lib = import 'lib/f.libsonnet';\n{\n  a: lib.f({ bar: 1 }),\n}\n",
      "lib/f.libsonnet": "{\n  f(o):: o.baz,\n}\n",
    ])
    #expect(
      shown(project.failure(file: "main.jsonnet")) == """
        lib/f.libsonnet:2:10: error: field does not exist: baz
            2 |   f(o):: o.baz,
              |          ^
          main.jsonnet:3:6: from here
          hint: did you mean 'bar'?

        """)
  }

  @Test func `A syntax error tells its place`() throws {
    let project = try Project(["main.jsonnet": "{\n  a: 'é' 1,\n}"])
    #expect(
      shown(project.failure(file: "main.jsonnet")) == """
        main.jsonnet:2:10: error: expected a comma before next field.
            2 |   a: 'é' 1,
              |          ^

        """)
  }

  @Test(arguments: [
    ("local replicas = 1; replicsa", 1, 21), ("'é' + replicsa + (local replicas = 1; 1)", 1, 7),
    ("\nlocal f(replicas) = 1;\n\treplicsa", 3, 2),
  ])
  func `An unknown variable suggests a known one`(code: String, line: Int, column: Int) throws {
    let failure = try Project().failure(code)
    #expect(failure.message == "Unknown variable: replicsa")
    #expect(failure.location == SourceLocation(file: "<test>", line: line, column: column))
    #expect(failure.hint == "did you mean 'replicas'?")
  }

  @Test func `A function that the library lacks is said to be lacking`() throws {
    let failure = try Project().failure("std.nowhere(1)")
    #expect(failure.hint == "the standard library of libjsonnet \(JsonnetLibrary.version) has no function 'nowhere'")
  }

  @Test func `Errors in arguments and external code name them`() throws {
    let project = try Project()
    var request = project.request("function(a) a + std.extVar('x')")
    request.topLevelArguments = [.init(name: "a", kind: .code, value: "1 +")]
    #expect(project.failure(request).location == SourceLocation(file: "tla:a", line: 1, column: 4))
    request.topLevelArguments = [.init(name: "a", kind: .string, value: "1 +")]
    #expect(
      project.failure(request).hint
        == "only 'monigen render' sets external variables: -V x=VALUE or --ext-code x=CODE")
    request.externalVariables = [.init(name: "x", kind: .code, value: "{}.y")]
    #expect(project.failure(request).location == SourceLocation(file: "<extvar:x>", line: 1, column: 1))
  }

  @Test func `An error of many lines keeps them all`() throws {
    let failure = try Project().failure("error 'one\\n\\ttwo\\tthree\\n\\nfour'")
    #expect(failure.message == "one\n\ttwo\tthree\n\nfour")
  }

  @Test func `Endless recursion is told with its ends only`() throws {
    let failure = try Project().failure("local f(x) =\n  1 + f(x + 1);\nf(0)")
    #expect(failure.message == "max stack frames exceeded.")
    #expect(failure.hint?.contains("--max-stack") == true)
    #expect(failure.notes.count <= 21)
  }

  @Test func `A function among the data says how to mend it`() throws {
    let failure = try Project().failure("{ a: function(x) x }")
    #expect(failure.location == SourceLocation(file: "<test>", line: 1, column: 6))
    #expect(failure.hint == "a function has no JSON: call it, or hide its field with '::'")
  }

  @Test func `Paths below the display root are shown relative to it`() throws {
    let project = try Project(["lib/x.libsonnet": "error 'x'"])
    var request = project.request("import 'x.libsonnet'")
    request.searchPath = [project.real("lib")]
    request.displayRoot = project.real("")
    #expect(project.failure(request).location == SourceLocation(file: "lib/x.libsonnet", line: 1, column: 1))
  }
}
