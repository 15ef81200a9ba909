/// libjsonnet's error text, taken apart.
///
///     RUNTIME ERROR: boom
///     <TAB>lib/a.libsonnet:3:5-17<TAB>function <f>
///     <TAB>main.jsonnet:(7:1)-(9:2)<TAB>thunk <x>
///     <TAB>During manifestation<TAB>
struct Trace: Hashable {
  enum Kind: Hashable {
    /// Found before anything ran; it names one place.
    case `static`
    case runtime
    /// Any other text, such as that of a file that cannot be opened.
    case other
  }

  struct Position: Hashable {
    var line: Int
    /// In bytes, from 1.
    var column: Int
  }

  struct Frame: Hashable {
    /// As libjsonnet knows it; empty for its own code.
    var file: String
    /// Nil where no line is known.
    var start: Position?
    /// Behind the last character.
    var end: Position?
    /// The function, thunk or object that the place lies in, such as `function <f>`.
    var context: String
  }

  var kind: Kind
  var message: String
  /// The innermost first.
  var frames: [Frame]

  init(_ text: String) {
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    if text.hasPrefix("STATIC ERROR: ") {
      self.init(static: String(text.dropFirst("STATIC ERROR: ".count)))
    } else if text.hasPrefix("RUNTIME ERROR: ") {
      self.init(runtime: String(text.dropFirst("RUNTIME ERROR: ".count)))
    } else {
      self.init(kind: .other, message: text, frames: [])
    }
  }

  private init(kind: Kind, message: String, frames: [Frame]) {
    self.kind = kind
    self.message = message
    self.frames = frames
  }

  /// `file:line:column-column: message`; without a place the message alone.
  private init(static text: String) {
    // The message may hold ": " itself, a file's name hardly does: the first one that ends a place counts.
    var rest = text[...]
    while let colon = rest.firstRange(of: ": ") {
      let frame = Frame(place: String(text[..<colon.lowerBound]), context: "")
      if frame.start != nil {
        self.init(kind: .static, message: String(text[colon.upperBound...]), frames: [frame])
        return
      }
      rest = rest[colon.upperBound...]
    }
    self.init(kind: .static, message: text.hasPrefix(" ") ? String(text.dropFirst()) : text, frames: [])
  }

  /// The message, which may have many lines, then the frames, each a line with two tabs.
  private init(runtime text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var frames: [Frame] = []
    while lines.count > 1, let last = lines.last, last.hasPrefix("\t") {
      let parts = last.dropFirst().split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count >= 2, let context = parts.last else { break }
      frames.append(Frame(place: parts.dropLast().joined(separator: "\t"), context: String(context)))
      lines.removeLast()
    }
    self.init(kind: .runtime, message: lines.joined(separator: "\n"), frames: frames.reversed())
  }
}

extension Trace.Frame {
  /// Reads `file:line:column`, `file:line:column-column` and `file:(line:column)-(line:column)`; any other text is a
  /// place without a line.
  init(place: String, context: String) {
    self.context = context
    file = place
    let bytes = Array(place.utf8)
    var end = bytes.count
    // From the end towards the start, so that a file's name may hold anything.
    func number() -> Int? {
      var value = 0
      var scale = 1
      let start = end
      while end > 0, case let byte = bytes[end - 1], (48...57).contains(byte), scale <= 1_000_000_000 {
        value += Int(byte - 48) * scale
        scale *= 10
        end -= 1
      }
      return end < start ? value : nil
    }
    func take(_ character: Unicode.Scalar) -> Bool {
      guard end > 0, bytes[end - 1] == UInt8(ascii: character) else { return false }
      end -= 1
      return true
    }
    if take(")") {
      guard let lastColumn = number(), take(":"), let lastLine = number(), take("("), take("-"), take(")"),
        let column = number(), take(":"), let line = number(), take("("), take(":")
      else { return }
      start = .init(line: line, column: column)
      self.end = .init(line: lastLine, column: lastColumn)
    } else {
      guard var column = number() else { return }
      var lastColumn = column + 1
      if take("-") {
        guard let first = number() else { return }
        (column, lastColumn) = (first, column)
      }
      guard take(":"), let line = number(), take(":") else { return }
      start = .init(line: line, column: column)
      self.end = .init(line: line, column: lastColumn)
    }
    file = String(decoding: bytes[..<end], as: UTF8.self)
  }
}
