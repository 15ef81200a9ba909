import Diagnostics
import Foundation
import Testing

@testable import Jsonnet

@Suite struct LinkerTests {
  private func linked(_ request: EvaluationRequest) throws -> LinkedProgram? {
    guard case .file(let path) = request.program else { return nil }
    let resolver = ImportResolver(request)
    return Linker.link(try resolver.read(program: path), name: path, resolver: resolver)
  }

  private func expectSame(_ files: [String: String], source: Testing.SourceLocation = #_sourceLocation) throws {
    LinkedComparison.expectSame(try Project(files), source: source)
  }

  @Test func `A program without imports is not joined`() throws {
    let project = try Project(["main.jsonnet": "'import' + importstr 'x'", "x": "1"])
    #expect(try linked(project.request(file: "main.jsonnet")) == nil)
  }

  @Test func `All files that are reached have a variable each`() throws {
    let project = try Project([
      "main.jsonnet": "[import 'a.libsonnet', import './sub/../a.libsonnet', import 'd.json']",
      "a.libsonnet": "import 'sub/b.libsonnet'", "sub/b.libsonnet": "importstr 'c'", "d.json": "{}",
    ])
    let names = try #require(try linked(project.request(file: "main.jsonnet"))).files.map(\.name)
    #expect(names == ["a.libsonnet", "d.json", "sub/b.libsonnet"])
  }

  @Test func `Of a library's many entries those are joined that some code asks for`() throws {
    let entries = (0..<40).map { "e\($0): \($0 % 2 == 0 ? "import 'e\($0)'" : "(import 'e\($0)')")" }
    var files = ["main.jsonnet": "(import 'lib').e3 + (import 'e5')", "lib": "{ \(entries.joined(separator: ", ")) }"]
    for index in 0..<40 { files["e\(index)"] = "\(index) // \(String(repeating: "x", count: 3000))" }
    let project = try Project(files)
    let names = try #require(try linked(project.request(file: "main.jsonnet"))).files.map(\.name)
    #expect(names == ["lib", "e5", "e3"])
    LinkedComparison.expectSame(project)
    try project.write(Array("{ e3: import 'e3', e4: [import 'e4'] }".utf8), to: "lib")
    let few = try #require(try linked(project.request(file: "main.jsonnet"))).files.map(\.name)
    #expect(few == ["lib", "e5", "e3", "e4"])
  }

  @Test(arguments: [
    "std.thisFile", "local std = { x: 1 }; std.x", "std.trace('', 1)", "1), (2", "'unfinished", "", "f(std)",
  ])
  func `A file that could tell the difference is left alone`(text: String) throws {
    let project = try Project(["main.jsonnet": "import 'a.libsonnet'", "a.libsonnet": text])
    #expect(try linked(project.request(file: "main.jsonnet")) == nil)
  }

  @Test func `A file that asks for its name or its folder gets its own`() throws {
    try expectSame([
      "main.jsonnet": "[std.thisFile, import 'lib/a.libsonnet', import 'lib/b.libsonnet', importstr 'text']",
      "lib/a.libsonnet": "[std.thisFile, importstr 'text', import 'b.libsonnet']",
      "lib/b.libsonnet": "[importstr 'text', importstr '../text', import 'a' + 1][0:2]",
      "lib/text": "in lib", "text": "outside",
    ])
    try expectSame([
      "main.jsonnet": "import 'lib/b.libsonnet'", "lib/b.libsonnet": "[importstr 'text', import 'a.libsonnet']",
      "lib/a.libsonnet": "[std.thisFile, importstr 'text']", "lib/text": "in lib", "text": "outside",
    ])
  }

  @Test func `Names like the linker's are not mixed up`() throws {
    try expectSame([
      "main.jsonnet": "local _00000 = 'mine'; [_00000, import 'a.libsonnet', (import 'a.libsonnet')._00001]",
      "a.libsonnet": "local _00002 = 7; { _00001: _00002, b: import 'b.libsonnet' }", "b.libsonnet": "'b'",
    ])
    try expectSame(["main.jsonnet": "import 'a.libsonnet'", "a.libsonnet": "_00000[0]"])
  }

  @Test func `Files import each other, themselves and the program`() throws {
    try expectSame([
      "main.jsonnet": "{ value: 1, a: (import 'a.libsonnet').a, again:: import 'a.libsonnet' }",
      "a.libsonnet": "local b = import 'b.libsonnet'; { a: b.c + (import 'main.jsonnet').value, d: 5 }",
      "b.libsonnet": "{ c: (import 'a.libsonnet').d + (import 'b.libsonnet').e, e:: 2 }",
    ])
    try expectSame(["main.jsonnet": "import 'a.libsonnet'", "a.libsonnet": "import 'a.libsonnet'"])
    try expectSame([
      "main.jsonnet": "// é\nimport 'a.libsonnet'", "a.libsonnet": "local m = import 'main.jsonnet'; m + std.thisFile",
    ])
  }

  @Test func `One file has one name for one way to it`() throws {
    let project = try Project([
      "main.jsonnet": "[import 'x/a.libsonnet', import 'y/a.libsonnet', import 'loop/loop/x/a.libsonnet']",
      "x/a.libsonnet": "local b = import 'b.libsonnet'; b", "x/b.libsonnet": "'x'", "z/b.libsonnet": "'z'",
    ])
    try project.link("z/a.libsonnet", to: "../x/a.libsonnet")
    try project.link("y", to: "z")
    try project.link("loop", to: ".")
    LinkedComparison.expectSame(project)
    try project.write(Array("{ f:: import 'loop/main.jsonnet', x: 1 }.x".utf8), to: "main.jsonnet")
    LinkedComparison.expectSame(project)
  }

  @Test(arguments: [
    "x: if false then import 'bad'", "x:: import 'bad', y: 1", "x: import 'bad'", "x: import 'unknown'",
    "x: if true then 1 else import 'unknown'", "x: import 'nowhere'", "x: if false then import '../out'",
    "x: import '../out'", "x: if true then import 'nowhere' else 2", "x: import 'fails'", "x: import 'escape'",
    "x: import 'fine' + 1", "x: importstr 'nowhere'",
  ])
  func `An import fails where it is evaluated, and only then`(field: String) throws {
    try expectSame([
      "main.jsonnet": "import 'lib/a'", "lib/a": "{\n  // é\n  'é': 'é', \(field) }", "lib/bad": "{ a 1 }",
      "lib/unknown": "_00000 + nobody", "lib/fails": "local f(x) = error 'é ' + x;\n f(1)",
      "lib/escape": "1), _00009 = (2", "lib/fine": "1",
    ])
  }

  @Test func `Places in files of all kinds are told`() throws {
    for end in ["\r\n", " // comment", "\n/* */"] {
      try expectSame([
        "main.jsonnet": "\u{FEFF}local a = import 'a';\r\nlocal f(x) = x;\r\n{ é: f(import 'a') { b: a.f(1) } }\(end)",
        "a": "\u{FEFF}{\r\n  t: |||\r\n    import 'b'\r\n  |||,\r\n  f(x):: 'é' + (import 'b')(x),\r\n}\(end)",
        "b": "function(x) /* import 'c' */ (import\n'c').g + x + import 'd'\(end)",
        "c": "{ g: 'g' }\(end)", "d": "{ assert self.x > 1 : 'too small', x: 1 }\(end)",
      ])
    }
  }

  @Test func `The stack is as deep as without`() throws {
    for depth in 91...95 {
      let project = try Project([
        "main.jsonnet": "local f = import 'f'; f(\(depth))",
        "f": "function(n) if n == 0 then 0 else 1 + (import 'f')(n - 1)",
      ])
      var request = project.request(file: "main.jsonnet")
      request.maxStack = 100
      #expect(LinkedComparison.outcome(request, .available) == LinkedComparison.outcome(request, .unlinked))
    }
    try expectSame(["main.jsonnet": "import 'f'", "f": "local f(x) = f(x) + 1;\nf(2)"])
  }

  @Test func `Arguments and external code import for themselves`() throws {
    let project = try Project([
      "main.jsonnet": "function(a) [a, std.extVar('e'), import 'a']", "a": "{ x: importstr 'main.jsonnet' }",
    ])
    var request = project.request(file: "main.jsonnet")
    request.topLevelArguments = [.init(name: "a", kind: .code, value: "import 'a'")]
    request.externalVariables = [.init(name: "e", kind: .code, value: "(import 'a').x")]
    LinkedComparison.expectSame(request)
  }
}
