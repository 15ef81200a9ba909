import Testing
import ValueTree

@Suite("numbers")
struct NumberTests {
  @Test(
    "a literal has one canonical text",
    arguments: [
      ("0", "0"), ("-0", "-0"), ("-0.0", "-0"), ("7", "7"), ("-7", "-7"), ("0.1", "0.1"),
      ("0.10000000000000001", "0.1"), ("0.90000000000000002", "0.9"), ("1.0", "1"), ("1e3", "1000"), ("1E+3", "1000"),
      ("100e-2", "1"), ("1.5", "1.5"), ("1234567.5", "1234567.5"), ("1e-4", "0.0001"), ("1e-7", "1e-07"),
      ("1.5e-7", "1.5e-07"), ("1e21", "1000000000000000000000"), ("1.5e21", "1500000000000000000000"),
      ("9007199254740992", "9007199254740992"), ("9007199254740993", "9007199254740993"),
      ("9007199254740993.0", "9007199254740992"), ("1.152921504606847e+18", "1152921504606847000"),
      ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9223372036854775808"),
      ("12345678901234567890", "12345678901234567890"), ("-12345678901234567890", "-12345678901234567890"),
      ("1e400", "1e400"), ("-1e400", "-1e400"), ("1e-400", "0"), ("5e-324", "5e-324"),
      ("1.7976931348623157e308", "17976931348623157" + String(repeating: "0", count: 292)),
    ])
  func canonicalText(literal: String, text: String) throws {
    #expect(try #require(Number(literal: literal)).text == text)
  }

  @Test(
    "text outside JSON's grammar is no number",
    arguments: [
      "", "-", "+1", "01", "-01", ".5", "5.", "1e", "1e+", "0x1f", "1_000", "NaN", "Infinity", "--1", " 1", "1 ", "1.2.3",
      "1e1.5", "１",
    ])
  func noNumber(text: String) {
    #expect(Number(literal: text) == nil)
  }

  /// Spellings that meet in one number, and neighbours that must not.
  private static let literals = [
    "0", "-0", "0.0", "-0.0", "0e5", "1", "1.0", "10e-1", "-1", "0.1", "0.10000000000000001", "0.2", "1e18",
    "1000000000000000000", "1152921504606846976", "1.152921504606847e18", "1152921504606847000", "9007199254740993",
    "9007199254740992", "9007199254740992.0", "9223372036854775808", "9.223372036854775808e18", "1e20",
    "100000000000000000000", "1e400", "10e399", "-1e400", "18446744073709551616",
  ]

  @Test("equality is an equivalence, and equal numbers have one hash")
  func equivalence() throws {
    let numbers = try Self.literals.map { try #require(Number(literal: $0)) }
    for a in numbers {
      #expect(a == a)
      for b in numbers where a == b {
        #expect(b == a)
        #expect(a.hashValue == b.hashValue, "\(a.text) and \(b.text)")
        for c in numbers where b == c { #expect(a == c, "\(a.text), \(b.text), \(c.text)") }
      }
    }
    #expect(Set(numbers).count == 17)
  }

  @Test("numbers are equal exactly when their texts are, but for the sign of zero")
  func equalityFollowsText() throws {
    let numbers = try Self.literals.map { try #require(Number(literal: $0)) }
    for a in numbers {
      for b in numbers {
        let texts = [a.text, b.text].map { $0 == "-0" ? "0" : $0 }
        #expect((a == b) == (texts[0] == texts[1]), "\(a.text) and \(b.text)")
      }
    }
  }

  @Test("a number's text reads back to an equal number", arguments: literals)
  func textReadsBack(literal: String) throws {
    let number = try #require(Number(literal: literal))
    #expect(Number(literal: number.text) == number)
  }

  @Test("a double becomes the number that its text says")
  func doubles() {
    #expect(Number(2.0) == Number(2))
    #expect(Number(0.1).text == "0.1")
    #expect(Number(1e300).text == "1" + String(repeating: "0", count: 300))
    #expect(Number(-0.0) == Number(0))
    #expect(Number(1e18).integer == 1_000_000_000_000_000_000)
  }

  @Test("a number knows its integer and its double")
  func conversions() throws {
    #expect(Number(0.5).integer == nil)
    #expect(try #require(Number(literal: "12345678901234567890")).integer == nil)
    #expect(try #require(Number(literal: "12345678901234567890")).double == 12_345_678_901_234_567_168)
    #expect(try #require(Number(literal: "-1e400")).double == -.infinity)
    #expect(Number(Int.min).integer == Int.min)
  }
}
