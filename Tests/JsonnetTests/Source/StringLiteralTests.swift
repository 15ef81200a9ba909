import Testing

@testable import Jsonnet

@Suite("Strings in code")
struct StringLiteralTests {
  private static func literals(_ code: String) -> [StringLiteral] { StringLiteral.all(in: Array(code.utf8)) }

  @Test(
    "what a string says, the field that it is the value of, and its line",
    arguments: [
      ("{ alert: 'A' }", [StringLiteral(text: "A", field: "alert", line: 1)]),
      (
        "{\n  \"alert\":\n    @\"A\",\n  record+:: 'b:c' + 'd',\n}",
        [
          StringLiteral(text: "alert", field: nil, line: 2), StringLiteral(text: "A", field: "alert", line: 3),
          StringLiteral(text: "b:c", field: nil, line: 4), StringLiteral(text: "d", field: nil, line: 4),
        ]
      ),
      ("f('A', x) // 'B'\n# 'C'\n/* 'D' */", [StringLiteral(text: "A", field: nil, line: 1)]),
      ("'with \\' escape' + '\u{E9}'", [StringLiteral(text: "\u{E9}", field: nil, line: 1)]),
      ("|||\n  'A'\n|||", []),
      ("\u{FEFF}['A']\r\n['B']", [
        StringLiteral(text: "A", field: nil, line: 1), StringLiteral(text: "B", field: nil, line: 2),
      ]),
      ("'A' 'open", [StringLiteral(text: "A", field: nil, line: 1)]),
      ("", []),
    ])
  func all(code: String, expected: [StringLiteral]) {
    #expect(Self.literals(code) == expected)
  }
}
