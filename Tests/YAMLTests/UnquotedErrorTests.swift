import Diagnostics
import TestSupport
import Testing
import ValueTree

@testable import YAML

/// Errors about texts that may hold secrets. `QZ` stands for what must not be told: no message has it.
@Suite("errors that do not quote the text")
struct UnquotedErrorTests {
  private static let readers: [@Sendable ([UInt8]) throws -> Void] = [
    { bytes in
      var options = JSONReader.Options()
      options.quotesText = false
      _ = try JSONReader.read(bytes, file: "f", options: options)
    },
    { bytes in
      var options = YAMLReader.Options()
      options.quotesText = false
      _ = try YAMLReader.readAllLocated(bytes, file: "f", options: options)
    },
  ]

  @Test(
    "a YAML error has its line and its kind, and neither a name nor a line of the text",
    arguments: [
      ("a: QZ\nQZ: 1\nQZ: 2", "3:1: duplicate key"),
      ("a: *QZ", "1:4: no anchor stands before an alias of its name"),
      ("a: &QZV 1\nb: *QZ", "2:4: no anchor stands before an alias of its name"),
      ("a: &QZ [*QZ]", "1:9: an alias stands inside the value that it names"),
      ("a: !QZ 1", "1:4: unknown tag"),
      ("a: !QZ {}", "1:4: a tag does not fit a map"),
      ("a: !!int QZ", "1:4: a value does not fit its tag"),
      ("a: -.inf", "1:4: a number that JSON does not have"),
      ("a: QZ: 1", "1:6: a ':' cannot stand here"),
    ])
  func yaml(text: String, message: String) throws {
    var options = YAMLReader.Options()
    options.quotesText = false
    let error = try #require(throws: Diagnostic.self) { try YAMLReader.read(text, file: "f", options: options) }
    #expect("\(error.location?.description.dropFirst(2) ?? ""): \(error.message)" == message)
    Self.expectNothing(of: text, in: error)
  }

  @Test(
    "a JSON error has its place and its kind, and neither a name nor a line of the text",
    arguments: [
      (#"{"QZ": 1, "QZ": 2}"#, "1:11: duplicate key"),
      (#"{"QZ" 1}"#, "1:7: expected ':' after the key, found another character"),
      (#"["QZ", 0123]"#, "1:8: this is not a JSON number"),
      ("QZ", "1:1: expected a JSON value, found another character"),
      (#"["QZ" QZ]"#, "1:7: expected ',' or ']', found another character"),
    ])
  func json(text: String, message: String) throws {
    var options = JSONReader.Options()
    options.quotesText = false
    let error = try #require(throws: Diagnostic.self) { try JSONReader.read(text, file: "f", options: options) }
    #expect("\(error.location?.description.dropFirst(2) ?? ""): \(error.message)" == message)
    Self.expectNothing(of: text, in: error)
  }

  @Test("no error of a mutated text has anything of it")
  func mutated() throws {
    let samples = [
      "QZ: &QZX {QZV: [QZ, 'QZ', ~]}\nQZX: *QZX\nQZV:\n  <<: *QZX\n  \"QZX\": |+\n    QZV\n\n  ? QZ\n  : - >-\n      QZX\n...\n---\n!!str QZ\n",
      #"{"QZ":["QZ",1,true,"QZ"],"QZX":{"QZV":{},"QZ":[]}}"#,
    ].map { Array($0.unicodeScalars) }
    let tokens = ["\n  ", "- ", ": ", "{", "}", "[", "\"", "'", "&QZ ", "*QZV", "!QZX ", "!!int ", "<<: ", "@", "%", "\\", "\t", "1"]
    var generator = SeededGenerator(seed: Effort.seed)
    let count = Effort.count(full: 100_000, quick: 3_000)
    var errors = 0
    for _ in 0..<count {
      var text = samples.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1..<5, using: &generator) {
        let place = Int.random(in: 0...text.count, using: &generator)
        text.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
      }
      let bytes = Array(String(String.UnicodeScalarView(text)).utf8)
      for read in Self.readers {
        do {
          try read(bytes)
        } catch let error as Diagnostic {
          errors += 1
          Self.expectNothing(of: String(decoding: bytes, as: UTF8.self), in: error)
        }
      }
    }
    #expect(errors > count / 2)
    print("\(errors) errors of \(count) texts, seed \(Effort.seed)")
  }

  private static func expectNothing(of text: String, in error: Diagnostic) {
    let shown = DiagnosticRenderer().render(error)
    #expect(!shown.contains("QZ"), "\(text)")
    #expect(error.excerpt == nil)
  }
}
