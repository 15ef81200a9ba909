import Testing

@testable import Fleet

@Suite("Words in strings")
struct WordTests {
  @Test(
    "a text counts where no letter, digit or underscore is next to it",
    arguments: [
      ("X", true), ("alertname = \"X\"", true), ("alertname=~\"A|X|B\"", true), ("(X)", true), ("é X", true),
      ("AX BX X", true), ("", false), ("XY", false), ("X_Y", false), ("AX", false), ("x", false), ("éX", false),
    ])
  func word(text: String, expected: Bool) { #expect(text.hasWord("X") == expected) }

  @Test("nothing is no word")
  func empty() { #expect(!"X".hasWord("")) }

  @Test("a file that is not there has no strings")
  func missing() {
    #expect(CodeIndex().literals("X", in: "/no/such/file.libsonnet").isEmpty)
    #expect(CodeIndex().literals(containing: "X", in: "/no/such/file.libsonnet").isEmpty)
  }
}
