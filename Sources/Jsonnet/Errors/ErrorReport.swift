import Diagnostics

/// Turns libjsonnet's error text into a diagnostic that names what a person wrote.
struct ErrorReport {
  var code: CodeMap
  /// The import that could not be had, where the evaluation ended with one.
  var failedImport: ImportFailure?
  var resolver: ImportResolver
  /// The name of the program itself, for an error without any place.
  var program: String

  /// The folder that paths are shown relative to.
  private var displayRoot: String { resolver.base }

  /// How many frames are shown at most, half of them from each end.
  private static let noteLimit = 20

  func diagnostic(_ trace: Trace) -> Diagnostic {
    let frames = self.frames(of: trace)
    var diagnostic = Diagnostic(message(of: trace), at: frames.first?.location ?? SourceLocation(file: shown(program)))
    diagnostic.excerpt = frames.first.flatMap { $0.source.line($0.line) }
    diagnostic.notes = notes(Array(frames.dropFirst()))
    if let failedImport, isImport(trace) {
      diagnostic.hint = failedImport.hint(resolver)
    } else {
      diagnostic.hint = ErrorHint.hint(for: trace.message, at: frames.first, code: code)
    }
    return diagnostic
  }

  /// A frame in code that a person wrote.
  struct UserFrame {
    var source: SourceText
    var location: SourceLocation
    var context: String
    var line: Int { location.line ?? 1 }
  }

  /// Without the frames of the standard library, of the prelude, and of the library's own glue.
  private func frames(of trace: Trace) -> [UserFrame] {
    var result: [UserFrame] = []
    for frame in trace.frames {
      guard let found = code.find(frame), !found.place.isInserted else { continue }
      let location = SourceLocation(file: shown(found.file), line: found.place.line, column: found.place.column)
      // A call of a library function leaves several frames at one place.
      guard result.last?.location != location else { continue }
      result.append(UserFrame(source: found.source, location: location, context: frame.context))
    }
    return result
  }

  /// Whether a function of the prelude that serialises values was at work.
  func passedSerialiser(_ trace: Trace) -> Bool {
    trace.frames.contains { frame in
      guard let start = frame.start, start.line == 1, Prelude.serialiserColumns.contains(start.column) else {
        return false
      }
      return code.find(frame)?.place.isInserted ?? false
    }
  }

  /// Whether it is about `super` at the place that the user wrote.
  func asksSuper(_ trace: Trace) -> Bool {
    guard let frame = frames(of: trace).first, let column = frame.location.column else { return false }
    let rest = frame.source.line(frame.line)?.unicodeScalars.dropFirst(column - 1)
    return rest?.starts(with: "super".unicodeScalars) ?? false
  }

  /// Whether it came up in a value that was put elsewhere.
  func asksHeld(_ trace: Trace) -> Bool { trace.frames.contains { code.find($0)?.place.isHeld ?? false } }

  private func notes(_ frames: [UserFrame]) -> [Diagnostic.Note] {
    let notes = frames.map { Diagnostic.Note(describe($0.context), at: $0.location) }
    guard notes.count > Self.noteLimit else { return notes }
    let half = Self.noteLimit / 2
    let left = Diagnostic.Note("… \(notes.count - 2 * half) more places …")
    return notes.prefix(half) + [left] + notes.suffix(half)
  }

  /// `function <f>` as prose; what has no name of its own is not worth one.
  private func describe(_ context: String) -> String {
    guard let open = context.firstIndex(of: "<"), context.hasSuffix(">") else { return "from here" }
    let kind = context[..<open]
    let name = context[context.index(after: open)...].dropLast()
    switch (kind, name) {
    case (_, "anonymous"), (_, "array_element"), (_, "import"): return "from here"
    case (_, "object_assert"): return "in an assertion of an object"
    case ("function ", _): return "in function \(name)"
    case ("thunk ", _): return "in \(name)"
    default: return "from here"
    }
  }

  private func message(of trace: Trace) -> String {
    if let failedImport, isImport(trace) { return failedImport.message(resolver) }
    let message = trace.message
    return message.isEmpty ? "error without a message" : message
  }

  private func isImport(_ trace: Trace) -> Bool { trace.message.hasPrefix("couldn't open import ") }

  private func shown(_ file: String) -> String { PathText.shown(resolver.tidy(file), relativeTo: displayRoot) }
}
