import Testing
import ValueTree

@Suite("reading JSON")
struct JSONReaderTests {
  @Test(
    "each kind of value is read",
    arguments: [
      ("null", .null), ("true", true), (" false\r\n", false), ("-12.5", -12.5), ("\"a\"", "a"), ("[]", []), ("{}", [:]),
      ("[1, [2], {\"a\": null}]", [1, [2], ["a": .null]]), ("{\"a\":{\"b\":[]}}", ["a": ["b": []]]),
      ("\u{FEFF}1", 1), ("\"\"", ""), ("\"ü😀\"", "ü😀"), ("{\"\":1}", ["": 1]),
    ] as [(String, Value)])
  func values(text: String, value: Value) throws {
    #expect(try JSONReader.read(text) == value)
  }

  @Test(
    "escapes mean their characters",
    arguments: [
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9""#, "A\u{E9}\u{E9}"),
      (#""\ud83d\ude00x""#, "😀x"), (#""\u0000""#, "\u{0}"), (#""\uFFFF\ufeff""#, "\u{FFFF}\u{FEFF}"),
      (#""plain \n then plain""#, "plain \n then plain"),
    ])
  func escapes(text: String, string: String) throws {
    #expect(try JSONReader.read(text) == .string(string))
  }

  @Test("an object keeps the order of its keys")
  func order() throws {
    #expect(try JSONReader.read(#"{"b":1,"a":2}"#).object?.keys == ["b", "a"])
  }

  @Test("integers keep all their digits")
  func digits() throws {
    let text = "[12345678901234567890123,999999999999999999,1000000000000000000,-9223372036854775808]"
    #expect(JSONWriter.compact(try JSONReader.read(text)) == text)
  }

  @Test("values and keys know their places")
  func places() throws {
    let text = "{\n  \"ü\": 1,\n  \"list\": [true,\n    {\"a\": \"x\"}]\n}"
    let located = try JSONReader.readLocated(Array(text.utf8), file: "a.json")
    func place(_ path: ValuePath) -> String { located.source.location(of: path).description }
    #expect(place(.root) == "a.json:1:1")
    #expect(place(ValuePath("ü")) == "a.json:2:8")
    #expect(place(ValuePath("list", 0)) == "a.json:3:12")
    #expect(place(ValuePath("list", 1, "a")) == "a.json:4:11")
    #expect(located.source.location(ofKeyAt: ValuePath("list", 1, "a")).description == "a.json:4:6")
    #expect(located.source.location(ofKeyAt: ValuePath("ü")).description == "a.json:2:3")
  }

  @Test("an object at a path that the text does not have is found at its nearest ancestor")
  func nearest() throws {
    let located = try JSONReader.readLocated(Array("{\"a\":\n {\"b\": 1}}".utf8), file: "a.json")
    #expect(located.source.location(of: ValuePath("a", "x", "y")).description == "a.json:2:2")
    #expect(located.source.contains(ValuePath("a", "b")))
    #expect(!located.source.contains(ValuePath("a", "x")))
  }
}
