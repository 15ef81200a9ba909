import Testing

@testable import Schema

@Suite("Patterns")
struct PatternTests {
  @Test(
    "a pattern matches somewhere in the text, as far as it is not anchored",
    arguments: [
      ("^([0-9]+(ms|[smhdwy]))+$", ["15d", "2h30m", "5ms"], ["", "15", "15 d", "d", "15d\n", "1h-"]),
      ("b+", ["abc", "bb"], ["", "ac"]),
      ("^$", [""], ["a"]),
      ("^a|b$", ["ax", "xb"], ["xa", "bx"]),
      ("^[a-z0-9]([a-z0-9-]{0,3}[a-z0-9])?$", ["a", "a-b", "abcde"], ["-a", "abcdef", "A"]),
      ("^[^%]*%s[^%]*$", ["https://x/%s", "%s"], ["%s%s", "x"]),
      ("^[-a.]+$", ["a-.", "-"], ["b", ""]),
      ("^\\d{2,}\\.\\w?$", ["12.", "123.x"], ["1.", "12x", "12.xy"]),
      ("^.\\S\\s$", ["äb "], ["\nb ", "ab"]),
      ("^(?:x*)*$", ["", "xxxx"], ["xy"]),
      ("^[\\]\\\\]$", ["]", "\\"], ["["]),
    ])
  func matching(text: String, matching: [String], others: [String]) throws {
    let pattern = try Pattern(text)
    for text in matching { #expect(pattern.matches(text), "\(pattern.text) must match '\(text)'") }
    for text in others { #expect(!pattern.matches(text), "\(pattern.text) must not match '\(text)'") }
  }

  @Test("a pattern that would keep a backtracking engine busy for years is matched at once", .timeLimit(.minutes(15)))
  func linearTime() throws {
    #expect(try !Pattern("^(([0-9]+)+)+$").matches(String(repeating: "1", count: 10_000) + "x"))
  }

  @Test(
    "what is no pattern of the subset is an error",
    arguments: [
      ("(a", "'(' without ')'"), ("a)", "')' without '('"), ("[a", "'[' without ']'"),
      ("*a", "'*' with nothing to repeat"),
      ("a**", "two repetitions in a row"), ("a*?", "two repetitions in a row"), ("\\p", "unknown escape '\\p'"),
      ("a\\", "it ends with a backslash"), ("(?=a)", "only groups of the forms ( ) and (?: ) are known"),
      ("[z-a]", "a bad range in [ ]"), ("a{x}", "expected a number after '{'"),
      ("a{3,2}", "expected {n}, {n,} or {n,m} with numbers up to 200"),
      ("((((a{200}){200}){200}){200})", "it is too long"),
    ])
  func badPatterns(text: String, message: String) {
    let error = #expect(throws: Pattern.Invalid.self) { try Pattern(text) }
    #expect(error?.message == message)
  }
}
