import Diagnostics

/// What can be wrong. The functions that call themselves throw through these, which keeps their stack frames small.
extension JSONParser {
  /// The document. What git left to people between two sides of a merge is no mistake of theirs in JSON.
  mutating func documentOrConflict() throws -> Value {
    do {
      return try document()
    } catch {
      guard let marker = ConflictMarker.first(in: bytes, isReadable: false) else { throw error }
      throw self.error(ConflictMarker.message, at: marker.offset, hint: options.conflictHint)
    }
  }

  func expected(_ what: String) throws -> Never { throw error("expected \(what), found \(found)") }

  func expectedColon(after key: String) throws -> Never { try expected("':' after \(named("the key", key))") }

  func unexpectedEnd() throws -> Never { throw error("unexpected end of the JSON text, expected a value") }

  func tooDeep() throws -> Never { throw error("nested deeper than \(depthLimit) levels") }

  func notANumber(_ text: String, at place: Int) throws -> Never {
    throw error("\(options.quotesText ? quoted(text) : "this") is not a JSON number", at: place)
  }

  func duplicate(_ key: String, at place: Int, first: Int?) throws -> Never {
    throw error(
      "duplicate \(named("key", key))", at: place, first: first,
      hint: "remove one of them: a key may stand once in an object")
  }

  var found: String {
    guard let byte = peek else { return "the end of the text" }
    guard options.quotesText else { return "another character" }
    let rest = bytes[offset..<min(bytes.count, offset + 4)]
    let character = String(decoding: rest, as: UTF8.self).first ?? "?"
    return byte < 0x20 ? "a control character" : "'\(character)'"
  }

  func error(_ message: String, at place: Int? = nil, first: Int? = nil, hint: String? = nil) -> Diagnostic {
    let lines = SourceLines(bytes)
    let location = self.location(place ?? offset, in: lines)
    let notes = first.map { [Diagnostic.Note("the first one stands here", at: self.location($0, in: lines))] } ?? []
    let excerpt = options.quotesText ? lines.text(ofLine: location.line ?? 0) : nil
    return Diagnostic(message, at: location, excerpt: excerpt, notes: notes, hint: hint)
  }

  private func location(_ offset: Int, in lines: SourceLines) -> SourceLocation {
    let position = lines.position(atByte: offset)
    return SourceLocation(file: file, line: position.line, column: position.column)
  }

  /// What is called `noun`, with its text where messages may quote it.
  private func named(_ noun: String, _ text: String) -> String { options.quotesText ? "\(noun) \(quoted(text))" : noun }

  /// A piece of the input that a message can quote.
  private func quoted(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? "'\(text)'" : "'\(String(text.unicodeScalars.prefix(60)))…'"
  }
}

