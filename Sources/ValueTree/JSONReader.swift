import Diagnostics

/// Reads strict JSON (RFC 8259).
///
/// Duplicate keys, invalid UTF-8, lone surrogates, control characters in strings, text after the value and nesting
/// deeper than the limit are errors with their line and column.
///
///     try JSONReader.read(#"{"replicas": 2}"#)["replicas"]?.integer  // 2
public struct JSONReader {
  /// What the reader puts up with.
  public struct Options: Sendable {
    /// How deep arrays and objects may nest; never deeper than `Value.greatestDepth`.
    public var depthLimit = 512
    /// Whether errors may show what the text says. False for a text that may hold secrets: errors then have no excerpt,
    /// and name no key, number or character of it.
    public var quotesText = true
    /// What to do about a merge conflict that git left in the text.
    public var conflictHint = ConflictMarker.hint

    /// At most 512 levels; errors quote the text.
    public init() {}
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - text: the JSON document; a byte order mark at its start is passed over.
  ///   - file: its name for error messages.
  /// - Throws: a `Diagnostic` with the place of the first error.
  public static func read(_ text: String, file: String = "<json>", options: Options = Options()) throws -> Value {
    try read(Array(text.utf8), file: file, options: options)
  }

  /// Reads bytes, which must be UTF-8; otherwise as `read` of a text.
  ///
  /// - Throws: a `Diagnostic` with the place of the first error.
  public static func read(_ bytes: [UInt8], file: String = "<json>", options: Options = Options()) throws -> Value {
    try bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer, file: file, options: options, source: nil)
      return try parser.documentOrConflict()
    }
  }

  /// Reads bytes and notes where each value and key stands.
  ///
  /// - Throws: a `Diagnostic` with the place of the first error.
  public static func readLocated(
    _ bytes: [UInt8], file: String, options: Options = Options()
  ) throws -> LocatedValue {
    try bytes.withUnsafeBufferPointer { buffer in
      let source = SourceMap(file: file, lines: SourceLines(buffer))
      var parser = JSONParser(bytes: buffer, file: file, options: options, source: source)
      let value = try parser.documentOrConflict()
      return LocatedValue(value: value, source: parser.source ?? source)
    }
  }
}
