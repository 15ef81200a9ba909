import Diagnostics
import ValueTree

/// Reads YAML as far as it means JSON.
///
///     try YAMLReader.read("replicas: 2\nname: on")  // ["replicas": 2, "name": "on"]
///
/// Plain scalars follow YAML 1.2's core schema (`true` and `false` only are booleans, so `on` and `no` are strings);
/// a whole number with a leading zero is a string. Keys that are numbers or booleans become strings as written.
/// Anchors, aliases and merge keys (`<<`) work within `Options.aliasLimit`. Duplicate keys, keys that are null or
/// collections, `.inf` and `.nan`, unknown tags, text that is not UTF-8 and nesting deeper than the limit are errors:
/// every function throws the first one as a `Diagnostic` with its place.
public enum YAMLReader {
  /// What the reader puts up with.
  public struct Options: Sendable {
    /// How deep arrays and objects may nest; never deeper than `Value.greatestDepth`.
    public var depthLimit = 512
    /// How many values aliases may add to a stream: a small file must not become a huge tree.
    public var aliasLimit = 100_000
    /// Whether errors may show what the text says. False for a text that may hold secrets: errors then have no excerpt,
    /// and name no key, alias, tag or value of it.
    public var quotesText = true

    /// At most 512 levels, and 100 000 values that aliases add; errors quote the text.
    public init() {}
  }

  /// Reads one document. An empty one, comments alone included, is null; a second one is an error.
  public static func read(
    _ bytes: [UInt8], file: String = "<yaml>", options: Options = Options()
  ) throws -> Value {
    try documents(bytes, file: file, options: options, limit: 1, located: false).first?.value ?? .null
  }

  /// As `read` of bytes.
  public static func read(_ text: String, file: String = "<yaml>", options: Options = Options()) throws -> Value {
    try read(Array(text.utf8), file: file, options: options)
  }

  /// Reads every document of a stream; an empty one between separators is null, and a text without any is no document.
  ///
  ///     try YAMLReader.readAll("a: 1\n---\n- b\n")  // [["a": 1], ["b"]]
  public static func readAll(
    _ bytes: [UInt8], file: String = "<yaml>", options: Options = Options()
  ) throws -> [Value] {
    try documents(bytes, file: file, options: options, limit: .max, located: false).map(\.value)
  }

  /// As `readAll` of bytes.
  public static func readAll(_ text: String, file: String = "<yaml>", options: Options = Options()) throws -> [Value] {
    try readAll(Array(text.utf8), file: file, options: options)
  }

  /// Reads one document and notes where each value and key stands. What came by an alias or a merge key stands where
  /// its anchor has it.
  public static func readLocated(
    _ bytes: [UInt8], file: String, options: Options = Options()
  ) throws -> LocatedValue {
    let found = try documents(bytes, file: file, options: options, limit: 1, located: true).first
    return found.map { LocatedValue(value: $0.value, source: $0.source) }
      ?? LocatedValue(value: .null, source: SourceMap(file: file))
  }

  /// Reads every document of a stream with the places of its values and keys.
  public static func readAllLocated(
    _ bytes: [UInt8], file: String, options: Options = Options()
  ) throws -> [LocatedValue] {
    try documents(bytes, file: file, options: options, limit: .max, located: true)
      .map { LocatedValue(value: $0.value, source: $0.source) }
  }

  private static func documents(
    _ bytes: [UInt8], file: String, options: Options, limit: Int, located: Bool
  ) throws -> [ComposedDocument] {
    try bytes.withUnsafeBufferPointer { buffer in
      let text = try TextCheck.utf8(buffer, file: file, quotesText: options.quotesText)
      let problems = ProblemReporter(input: text, file: file, quotesText: options.quotesText)
      let events = EventStream(input: text, problems: problems)
      let lines = located ? SourceLines(text) : nil
      var composer = Composer(events: events, problems: problems, options: options, file: file, lines: lines)
      do {
        let documents = try composer.stream(limit: limit)
        if located, let marker = ConflictMarker.first(in: text, isReadable: true) { throw problems.conflict(marker) }
        return documents
      } catch {
        throw ConflictMarker.first(in: text, isReadable: false).map(problems.conflict) ?? error
      }
    }
  }
}
