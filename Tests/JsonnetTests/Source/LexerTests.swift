import Testing

@testable import Jsonnet

@Suite struct LexerTests {
  private func texts(_ code: String) -> [String] {
    let source = Array(code.utf8)
    return Lexer.tokens(of: source).map { $0.text(in: source) }
  }

  @Test(arguments: [
    ("a // importstr 'x'\n# b\n/* c */d", ["a", "d"]),
    (#"'a\'b' "c\\" @'d''e' @"f\""#, [#"'a\'b'"#, #""c\\""#, "@'d''e'", #"@"f\""#]),
    ("1.5e-3+.2", ["1.5e-3", "+", ".", "2"]),
    ("a==-1 && !b", ["a", "==", "-", "1", "&&", "!", "b"]),
    ("a:::b+::c", ["a", ":::", "b", "+::", "c"]),
    ("|||\n  x\n\n    ||| y\n||| + 1", ["|||\n  x\n\n    ||| y\n|||", "+", "1"]),
    ("x/*", ["x"]), ("'", []), ("|||", []), ("", []),
  ])
  func `Tokens are libjsonnet's`(code: String, expected: [String]) {
    #expect(texts(code) == expected)
  }

  @Test func `Names are told by what they define`() {
    let names = Names(in: Array("local a = 1, b(c, d) = 2; { e: 1, 'f g':: 2, h+: 3, i(j):: 4 } + [k for l in m]".utf8))
    #expect(Set(names.variables).isSuperset(of: ["a", "c", "d", "l"]))
    #expect(Set(names.fields).isSuperset(of: ["e", "f g", "h", "i"]))
  }
}
