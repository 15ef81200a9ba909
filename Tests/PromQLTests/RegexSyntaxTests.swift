import Testing

@testable import PromQL

@Suite("regular expressions")
struct RegexSyntaxTests {
  @Test(
    "those that match the empty string",
    arguments: [
      "", ".*", "a?", "(a|)", "a{0,2}", "^$", "(?:a*b?)", "(?i)", "\\Q\\E", "a||b", "[ab]*", "(?P<x>a)*", "\\B",
    ])
  func matchesEmpty(text: String) throws {
    #expect(try RegexSyntax(text).matchesEmpty)
  }

  @Test(
    "those that do not",
    arguments: [
      ".+", "a", "a|b", "(a|b)+", "a{2}", "[]a]", "[^]]", "[[:alpha:]_]", "\\d", "\\x{1F600}", "\\pL\\p{Greek}",
      "a{,2}", "{",
      "\\Q*\\E", "(?s:.)", "(?<x>a)", "\\.", "\\_", "\\123", "[a-z\\d-]", "\\b", "}", "]", "a{2}?", "é",
    ])
  func matchesSomething(text: String) throws {
    #expect(try !RegexSyntax(text).matchesEmpty)
  }

  @Test(
    "what is none",
    arguments: [
      "(", ")", "a)", "[", "[a", "[b-a]", "*", "a**", "a*{2}", "a{2,1}", "a{1001}", "(a{100}){100}", "\\", "\\q", "\\8",
      "\\1",
      "(?=a)", "(?<!a)", "(?P<>a)", "(?P<a-b>a)", "(?z)", "\\p", "\\pX", "\\x1", "\\x{110000}", "[[:nope:]]", "(?-)",
      "[a-\\d]",
      "\\C", "|*", "(?i", "{2}",
    ])
  func wrong(text: String) {
    #expect(throws: RegexSyntax.Failure.self) { try RegexSyntax(text) }
  }

  @Test("hostile ones end soon")
  func hostile() {
    for piece in ["(", "[", "a{", "a|", "(?:", "\\", "[[:", "[^"] {
      _ = try? RegexSyntax(String(repeating: piece, count: 100_000))
    }
  }
}
