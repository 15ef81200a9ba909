import Diagnostics
import TestSupport
import Testing
import ValueTree

@testable import YAML

/// Whatever the bytes are, a reader gives a value or a diagnostic inside the text; it never crashes or hangs.
@Suite("readers and hostile bytes")
struct ReaderFuzzTests {
  private static let samples = [
    "a: &x {b: [1, 2.5, ~]}\nc: *x\nd:\n  <<: *x\n  \"é\\u00e9\\n\": |+\n    text\n\n  ? long\n  : - >-\n      folded\n...\n---\n!!str 12\n",
    "%YAML 1.1\n--- # comment\n- 'it''s'\n- \"\\x41\\U0001F600\"\n- {a, b: {}, \"c\": [ ]}\n- - - x: 0x1f\n",
    "name: prod\r\nlabels: {tier: prod}\r\nprometheus:\r\n  retention: 15d\r\n  remoteWrite:\r\n  - url: https://x/y\r\n",
    #"{"a":[1,-2.5e10,true,false,null,"x\u00e9\ud83d\ude00\\"],"b":{"c":{},"d":[]}}"#,
  ].map { Array($0.utf8) }

  private static let tokens: [[UInt8]] = [
    "\n", "\n  ", "- ", ": ", "? ", "{", "}", "[", "]", ",", "\"", "'", "|", ">", "&a ", "*a", "*x", "<<: ", "!!int ", "!t ", "#",
    "---\n", "...\n", "%TAG ! x\n", "\\", "\\u", "\\ud83d", "\t", "\r", "\u{FEFF}", "\u{2028}", "\u{85}", "é", "😀", "1e999", "-",
  ].map { Array($0.utf8) }

  @Test("mutated texts and random bytes give a value or an error with a place in the text")
  func neverCrashes() throws {
    let count = Effort.count(full: 300_000, quick: 6_000)
    var generator = SeededGenerator(seed: Effort.seed)
    var errors = 0
    for _ in 0..<count {
      let bytes = Self.input(&generator)
      for read in Self.readers {
        do {
          try read(bytes)
        } catch let error as Diagnostic {
          errors += 1
          try Self.check(error, in: bytes)
        }
      }
    }
    print("read \(count) hostile texts with \(Self.readers.count) readers, \(errors) errors, seed \(Effort.seed)")
  }

  private static let readers: [@Sendable ([UInt8]) throws -> Void] = [
    { _ = try JSONReader.read($0, file: "f") },
    { _ = try JSONReader.readLocated($0, file: "f") },
    { bytes in
      let values = try YAMLReader.readAll(bytes, file: "f")
      // What could be read can be written and read again.
      #expect(try YAMLReader.readAll(YAMLWriter.write(documents: values)) == values)
    },
    { bytes in
      let located = try YAMLReader.readAllLocated(bytes, file: "f").map(\.value)
      #expect(try YAMLReader.readAll(bytes, file: "f") == located)
    },
  ]

  private static func check(_ error: Diagnostic, in bytes: [UInt8]) throws {
    let location = try #require(error.location)
    let line = try #require(location.line), column = try #require(location.column)
    let lines = SourceLines(bytes)
    let text = try #require(lines.text(ofLine: line), "line \(line) of \(bytes)")
    #expect(column >= 1 && column <= text.unicodeScalars.count + 2, "column \(column) of \(bytes)")
    #expect(!error.message.isEmpty)
  }

  private static func input(_ generator: inout SeededGenerator) -> [UInt8] {
    if generator.chance(10) {
      return (0..<Int.random(in: 0..<60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
    if generator.chance(20) {
      return (0..<Int.random(in: 1..<20, using: &generator)).flatMap { _ in
        tokens.randomElement(using: &generator) ?? []
      }
    }
    var bytes = samples.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1..<6, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.insert(contentsOf: tokens.randomElement(using: &generator) ?? [], at: place)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<8, using: &generator)))
      case 3: bytes = Array(bytes.prefix(place))
      default: bytes.insert(contentsOf: bytes.suffix(from: place).prefix(20), at: place)
      }
    }
    return bytes
  }
}
