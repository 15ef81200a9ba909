import Testing
import ValueTree

@Suite("writing JSON")
struct JSONWriterTests {
  private let value: Value = ["b": [1, 2.5, .null], "a": ["x": true, "e": [], "o": [:]], "B": "q\"\\\n\u{1}ü😀"]

  @Test("compact JSON has no white space and sorted keys")
  func compact() {
    #expect(
      JSONWriter.compact(value) == #"{"B":"q\"\\\n\u0001ü😀","a":{"e":[],"o":{},"x":true},"b":[1,2.5,null]}"#)
  }

  @Test("indented JSON has one member a line")
  func indented() {
    #expect(
      JSONWriter(indent: 2).write(["b": [1], "a": ["x": [], "y": [:]]]) == """
        {
          "a": {
            "x": [],
            "y": {}
          },
          "b": [
            1
          ]
        }
        """)
  }

  @Test("keys sort by code points, not as people read them")
  func keyOrder() {
    #expect(JSONWriter.compact(["é": 1, "z": 2, "Z": 3, "10": 4, "9": 5, "\u{FFFF}": 6, "😀": 7])
      == "{\"10\":4,\"9\":5,\"Z\":3,\"z\":2,\"é\":1,\"\u{FFFF}\":6,\"😀\":7}")
  }

  @Test("equal values have the same bytes")
  func deterministic() {
    #expect(JSONWriter.compact(["a": 1, "b": 1.0]) == JSONWriter.compact(["b": 1, "a": 1.0]))
  }

  @Test("what is written reads back as the same value", arguments: [nil, 0, 2])
  func readsBack(indent: Int?) throws {
    #expect(try JSONReader.read(JSONWriter(indent: indent).write(value)) == value)
  }

  @Test("every control character is escaped")
  func controls() {
    let all = String(String.UnicodeScalarView((0..<0x20).compactMap { Unicode.Scalar(UInt8($0)) }))
    let text = JSONWriter.quoted(all)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
    #expect(text.hasPrefix(#""\u0000\u0001"#))
    #expect(text.contains(#"\b\t\n\u000b\f\r\u000e"#))
  }
}
