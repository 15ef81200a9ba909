/// A program and its imports as one source, with the way back from its lines to those that a person wrote.
struct LinkedProgram {
  /// The native functions that its text calls, each with the number of a file.
  enum Native {
    /// Notes that a file of code is evaluated; true.
    static let code = "monigen.linkedCode"
    /// Notes the same of a JSON file; an array with what it holds, or without where it has to be imported.
    static let json = "monigen.linkedJSON"
  }

  /// A piece of code, and the lines that it takes of the text.
  private struct Piece {
    var name: String
    /// The number of the file; nil for the program itself.
    var file: Int?
    var source: SourceText
    var lines: Range<Int>
  }

  /// The program's name, which the whole text goes by.
  let name: String
  let files: [LinkedFile]
  /// By the numbers that stand in import marks.
  let folders: [String]
  /// Whether some values may stand in front of their objects.
  let holds: Bool
  /// What libjsonnet gets. It needs the prelude.
  private(set) var text: [UInt8] = Prelude.code
  /// In the order of their lines.
  private var pieces: [Piece] = []
  private var line = 1

  init(
    main: LinkedCode, name: String, files: [LinkedFile], folders: [String], reserved: Set<[UInt8]>, holds: Bool
  ) {
    self.name = name
    self.holds = holds
    self.files = files
    self.folders = folders
    var maker = LinkedName(reserved: reserved)
    let names = files.map { _ in maker.make() }
    append("local ")
    for (number, file) in files.enumerated() {
      append(number == 0 ? "" : ", ")
      text += names[number]
      append(" = [")
      switch file.contents {
      case .code(let code):
        append("if monigen__.native('\(Native.code)')(\(number)) then (\n")
        append(code, of: file.name, number, names)
        append("\n)")
      case .json(let path, let folder):
        append("local found = monigen__.native('\(Native.json)')(\(number)); ")
        append("if monigen__.primitiveEquals(monigen__.length(found), 1) then found[0] else import '")
        text += ImportMark.bytes(.code, folder: folder)
        append(path + "'")
      }
      append("]")
    }
    append(";\n")
    append(main, of: name, nil, names)
  }

  private mutating func append(_ glue: String) {
    text += glue.utf8
    line += glue.utf8.count { $0 == UInt8(ascii: "\n") }
  }

  private mutating func append(_ code: LinkedCode, of name: String, _ file: Int?, _ names: [[UInt8]]) {
    let bytes = code.text(names: names)
    let end = line + bytes.count { $0 == UInt8(ascii: "\n") } + 1
    pieces.append(Piece(name: name, file: file, source: code.source, lines: line..<end))
    text += bytes
    line = end - 1
  }

  /// Leads a range that libjsonnet named back to the code that it lies in.
  ///
  /// A range from our own code into the program is that of the whole text: it starts with the program's first token.
  func place(
    from start: Trace.Position, to end: Trace.Position
  ) -> (file: String, source: SourceText, place: SourceText.Place) {
    guard let piece = piece(at: start.line) else {
      let main = pieces[pieces.count - 1]
      var place = main.source.start
      place.isInserted = !main.lines.contains(end.line)
      return (main.name, main.source, place)
    }
    func local(_ position: Trace.Position) -> Trace.Position {
      Trace.Position(line: position.line - piece.lines.lowerBound + 1, column: position.column)
    }
    return (piece.name, piece.source, piece.source.place(from: local(start), to: local(end)))
  }

  private func piece(at line: Int) -> Piece? {
    var range = pieces.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let lines = pieces[middle].lines
      if lines.contains(line) { return pieces[middle] }
      range = line < lines.lowerBound ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return nil
  }

  /// The code of the program and of those files, by name.
  func sources(of evaluated: Set<Int>) -> [(name: String, source: SourceText)] {
    pieces.filter { $0.file.map(evaluated.contains) ?? true }.map { ($0.name, $0.source) }
  }
}
