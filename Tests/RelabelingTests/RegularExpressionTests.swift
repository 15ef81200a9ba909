import Relabeling
import Testing

@Suite("Regular expressions")
struct RegularExpressionTests {
  @Test(
    "an expression has to match the whole text",
    arguments: [
      ("a", "a", true), ("a", "ab", false), ("a", "ba", false), ("a|b", "b", true), ("a|b", "ab", false),
      ("", "", true), ("", "a", false), (".*", "", true), (".+", "", false), ("a$", "a", true),
      ("é.", "éé", true), ("[é-ü]", "ö", true), ("\\w+", "é", false), ("(?i)UP", "up", true), ("a)(b", "ab", true),
      ("(?<first>a)b", "ab", true), ("[(?<]", "<", true), ("\\Q(?<\\E", "(?<", true), ("\\pL", "é", true),
    ])
  func whole(text: String, value: String, isMatch: Bool) throws {
    #expect(try RegularExpression(text).matches(value) == isMatch)
  }

  @Test("a point matches a line feed in Prometheus 3 only")
  func lineFeed() throws {
    #expect(try RegularExpression("a.b", dialect: .three).matches("a\nb"))
    #expect(try !RegularExpression("a.b", dialect: .two).matches("a\nb"))
  }

  @Test(
    "what is no expression is an error that tells why",
    arguments: ["(", "a**", "[b-a]", "\\C", "(?=a)", "\\8", "(?P<n>a)(?P<n>b)", "x{1001}", "*"])
  func invalid(text: String) {
    #expect {
      _ = try RegularExpression(text)
    } throws: { error in
      guard case .invalid(let why) = error as? RegularExpression.Problem else { return false }
      return !why.isEmpty
    }
  }

  @Test("an expression that takes much memory is not compiled")
  func large() {
    #expect(throws: RegularExpression.Problem.tooLarge) {
      try RegularExpression(String(repeating: "(\\pL{500}){2}", count: 100))
    }
  }

  @Test(
    "what is known of a part of a text",
    arguments: [
      ("up;.*", ["up;", nil], nil), ("up;.*", ["down;", nil], false), ("(.*)", [nil], true),
      ("a;(x|y)", [nil, ";x"], nil), ("a;(x|y)", [nil, ";z"], false), ("(a|b);.+", ["c;", nil], false),
      ("[[:alpha:]];.*", ["1;", nil], nil), ("a", [nil, "b", nil], false),
    ] as [(String, [String?], Bool?)])
  func pieces(text: String, pieces: [String?], isMatch: Bool?) throws {
    #expect(try RegularExpression(text).matches(pieces: pieces) == isMatch)
  }
}
