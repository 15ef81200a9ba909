import Testing

@testable import Jsonnet

@Suite struct CodeScanTests {
  private func scan(_ code: String) -> CodeScan { CodeScan(Array(code.utf8)) }

  @Test(arguments: [
    "import 'a'", "(import \"a\")", "[import 'a', 1]", "{ x: import 'a' }", "1 + import 'a'", "-import 'a'",
    "if import 'a' then 1 else 2", "[import 'a' for x in [1]]", "import // c\n 'a' # d", "import@'a'",
    "assert import 'a' : 'b'; 1",
  ])
  func `A variable can stand in for an import that ends with its path`(code: String) {
    #expect(scan(code).imports.map(\.path) == ["a"])
  }

  @Test(arguments: [
    "import 'a' + 'b'", "import 'a'.b", "import 'a' { }", "import 'a' == 1", "x.import 'a'", "import 'a\\u0062'",
    "import @'a''b'", "import 'a\nb'", "importstr 'a'", "import ''", "[1][import 'a'::2]",
  ])
  func `Any other import is libjsonnet's to judge`(code: String) {
    let found = scan(code)
    #expect(found.imports.map(\.path) == [nil])
    #expect(found.isWhole)
  }

  @Test(arguments: [
    "", "// nothing", "1), (2", "(1]", "'a", "|||\n x", "/* a", "import ('a')", "import |||\n  a\n|||", "import",
  ])
  func `Code that is not whole is told`(code: String) {
    #expect(!scan(code).isWhole)
  }

  @Test(arguments: ["'import x'", "|||\n  import 'a'\n|||", "// import 'a'\n1", "/* import 'a' */ 1", "important 'a'"])
  func `The word alone is no import`(code: String) {
    #expect(scan(code).imports.isEmpty)
  }

  @Test(arguments: [
    ("std.trace('a', 1)", false), ("{ t:: std.trace }", true), ("x['trace']('', 1)", true), ("x . trace", true),
    ("{ trace: 'trace' }", false),
  ])
  func `Code that hands std.trace on`(code: String, passes: Bool) {
    #expect(CodeScan(Array(code.utf8)).passesTrace == passes)
  }

  @Test(arguments: ["std.trace('a', 1)", "local s = x; s . trace", "x['trace']"])
  func `Code that may print its place is told`(code: String) {
    #expect(scan(code).mentionsTrace)
  }

  @Test(arguments: ["std.thisFile", "x['thisFile']", "std/* */.\nthisFile"])
  func `Code that may ask for its name is told`(code: String) {
    #expect(scan(code).mentionsFile)
  }

  @Test(arguments: ["f(std)", "local std = 1; 2", "function(std) 1", "std['x']", "std { a: 1 }", "std"])
  func `Code that passes on or shadows the library is told`(code: String) {
    #expect(scan(code).passesLibrary)
    #expect(!scan("std.length([]) + x.std + std\n.floor(1) + 'std'").passesLibrary)
  }

  @Test func `Names that are taken are not given`() {
    var names = LinkedName(reserved: scan("local _00001 = 1, _a = 2; x._00003").reserved)
    #expect((0..<3).map { _ in String(decoding: names.make(), as: UTF8.self) } == ["_00000", "_00002", "_00004"])
  }
}
