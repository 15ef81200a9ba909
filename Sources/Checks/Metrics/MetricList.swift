import Diagnostics
import ValueTree

/// The names of the metrics that a Prometheus has.
///
///     try MetricList(Array("up\nnode_load1\n".utf8), file: "metrics.txt").contains("up")  // true
public struct MetricList: Sendable {
  /// What the list was read from, for messages.
  public let file: String
  private let known: Set<String>
  /// Every name once, sorted.
  public let names: [String]

  /// Reads a list of names, one a line, or the answer of Prometheus' `/api/v1/label/__name__/values`.
  ///
  /// In a list empty lines are passed over, and so is everything from a `#` on. A byte order mark and line ends of
  /// Windows do not matter.
  ///
  /// - Throws: a `Diagnostic` with the line that is neither, and for a list without any name: with it everything would
  ///   be missing.
  public init(_ bytes: [UInt8], file: String) throws {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let isJSON = bytes.first { !Self.isBlank($0) }.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? false
    known = Set(try isJSON ? Self.answer(bytes, file) : Self.lines(bytes, file))
    names = known.sorted()
    self.file = file
    guard !names.isEmpty else {
      throw Diagnostic("there is no metric's name in the list", at: SourceLocation(file: file), hint: Self.hint)
    }
  }

  /// Whether the Prometheus has a metric of this name.
  public func contains(_ name: String) -> Bool { known.contains(name) }

  private static let hint =
    "write one name a line, or save the answer of Prometheus: curl -s http://PROMETHEUS/api/v1/label/__name__/values"

  /// The error for a list in which nothing is of use: whatever it is, a Prometheus of the builds did not give it.
  public var foreign: Diagnostic {
    let first = names.first.map { "; it has \(names.count == 1 ? "only " : "")'\($0)'" } ?? ""
    let more = names.count > 1 ? " and \(names.count - 1) more" : ""
    return Diagnostic(
      "this is no list of what a Prometheus of these builds has: it has no metric that they ask for",
      at: SourceLocation(file: file), notes: [.init("expected names as 'up', or Prometheus' answer\(first)\(more)")],
      hint: Self.hint)
  }

  private static func answer(_ bytes: [UInt8], _ file: String) throws -> [String] {
    let answer = try JSONReader.read(bytes, file: file)
    if answer["status"] == "error" {
      let words = answer["error"]?.string.map { ": \($0)" } ?? ""
      throw Diagnostic("Prometheus answered with an error\(words)", at: SourceLocation(file: file), hint: hint)
    }
    guard let names = answer.array ?? answer["data"]?.array else {
      throw Diagnostic("there is no list 'data' in Prometheus' answer", at: SourceLocation(file: file), hint: hint)
    }
    return try names.map { value in
      guard let name = value.string, !name.isEmpty else {
        throw Diagnostic(
          "expected the name of a metric, found \(value)", at: SourceLocation(file: file), hint: hint)
      }
      return name
    }
  }

  private static func lines(_ bytes: [UInt8], _ file: String) throws -> [String] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return try lines.enumerated().compactMap { index, line in
      let name = line.prefix { $0 != UInt8(ascii: "#") }.split(whereSeparator: isBlank)
      guard !name.isEmpty else { return nil }
      guard name.count == 1, let text = String(validating: name[0], as: UTF8.self), isName(text) else {
        throw Diagnostic(
          "this is no name of a metric", at: SourceLocation(file: file, line: index + 1),
          excerpt: String(decoding: line, as: UTF8.self), hint: hint)
      }
      return text
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { [32, 9, 10, 13].contains(byte) }

  /// More than Prometheus 2 allows: version 3 takes names as `http.server.duration`.
  private static func isName(_ text: String) -> Bool {
    text.first.map { !$0.isNumber } ?? false
      && text.allSatisfy { $0.isLetter || $0.isNumber || "_:.-/".contains($0) }
  }
}
