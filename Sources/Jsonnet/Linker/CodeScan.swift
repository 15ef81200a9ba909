/// What the linker has to know about a piece of code.
struct CodeScan {
  /// An `import` or `importstr` with a quoted path.
  struct Import {
    var kind: ImportMark.Kind
    var keyword: Range<Int>
    /// The path with its quotes.
    var quoted: Range<Int>
    /// Where the characters of the path start.
    var content: Int
    /// The path of an `import` that a variable can stand in for; nil where libjsonnet has to see the import itself.
    var path: String?
    /// Whether it is all that a field of an object says, as in a library's table of contents.
    var isEntry = false
    /// The name of that field, where it is written out.
    var entryName: [UInt8]?
    /// Whether the field has that name and no other value: nothing is added here.
    var isValue = false
  }

  /// In the order in which they stand.
  private(set) var imports: [Import] = []
  /// Whether the code, between parentheses, can be nothing but one expression or an error: it was read to its end,
  /// every bracket has its counterpart, and every import was found.
  private(set) var isWhole: Bool
  /// Whether it may print the place that it stands at.
  private(set) var mentionsTrace = false
  /// Whether it may hand that on to other code, which does not tell.
  private(set) var passesTrace = false
  /// Whether it may ask for its own name.
  private(set) var mentionsFile = false
  /// Whether `std` stands for anything but a function that is named behind it: it may be another `std`, or be passed
  /// on to code that asks it for the file's name.
  private(set) var passesLibrary = false
  /// What adds to inherited fields.
  let additions: [FieldAddition]
  /// What holds values that are evaluated again and again.
  let holders: [HoldingObject]
  /// The names that some object is asked for: `timeSeries` of `grafana.panel.timeSeries`.
  private(set) var mentions: Set<[UInt8]> = []
  /// The identifiers that the linker might take for its own variables.
  private(set) var reserved: Set<[UInt8]> = []

  init(_ source: [UInt8]) {
    let (tokens, isComplete) = Lexer.scan(source)
    additions = FieldAddition.all(in: source, tokens)
    isWhole = isComplete && !tokens.isEmpty && Self.isBalanced(tokens, in: source)
    holders = isWhole ? HoldingObject.all(in: source, tokens) : []
    for (index, token) in tokens.enumerated() where token.kind == .identifier || token.kind == .string {
      let last = index > 0 ? source[tokens[index - 1].range] : []
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      let isCalled = next.map { source[$0.range].isText("(") } ?? false
      if token.kind == .string {
        if last.isText("["), source[token.range].dropFirst().dropLast().isText("trace") { passesTrace = true }
        noteName(source[token.range].dropFirst().dropLast(), isField: last.isText("["))
        continue
      }
      let word = source[token.range]
      noteName(word, isField: last.isText("."))
      if last.isText("."), word.isText("trace"), !isCalled { passesTrace = true }
      switch word.count {
      case 3 where word.isText("std") && !last.isText("."):
        if !(next.map { source[$0.range].isText(".") } ?? false) { passesLibrary = true }
      case 6 where word.first == LinkedName.first: reserved.insert(Array(word))
      case 6 where word.isText("import"):
        let end = index + 2 < tokens.count ? source[tokens[index + 2].range] : []
        note(.code, token, next, in: source, isAlone: !last.isText(".") && Self.isEnd(end))
        if isWhole { noteEntry(tokens, index, in: source) }
      case 9 where word.isText("importstr"): note(.text, token, next, in: source, isAlone: false)
      default: break
      }
    }
  }

  /// A field's name, or something in its place that may be one.
  private mutating func noteName(_ name: ArraySlice<UInt8>, isField: Bool) {
    guard isField else { return }
    mentions.insert(Array(name))
    if name.isText("trace") { mentionsTrace = true }
    if name.isText("thisFile") { mentionsFile = true }
  }

  private mutating func note(
    _ kind: ImportMark.Kind, _ keyword: Lexer.Token, _ path: Lexer.Token?, in source: [UInt8], isAlone: Bool
  ) {
    guard let path, path.kind == .string, path.content < path.range.upperBound else {
      isWhole = false
      return
    }
    let text = source[path.content..<path.range.upperBound - 1]
    let isPlain = !text.isEmpty && text.allSatisfy { $0 >= 0x20 && !"\"'\\".utf8.contains($0) }
    imports.append(
      Import(
        kind: kind, keyword: keyword.range, quoted: path.range, content: path.content,
        path: isAlone && isPlain ? String(validating: text, as: UTF8.self) : nil))
  }

  /// Whether an import ends before this token. libjsonnet takes everything that might go on as part of the path, and
  /// refuses it: paths cannot be computed.
  private static func isEnd(_ next: ArraySlice<UInt8>) -> Bool {
    next.isEmpty || next.count == 1 && ")]},;:".utf8.contains(next[next.startIndex])
      || next.isText("then") || next.isText("else") || next.isText("for") || next.isText("if")
  }

  /// Notes whether the last import, whose keyword is at this index, stands between a colon and the end of a field, with
  /// parentheses or not, and the field's name.
  private mutating func noteEntry(_ tokens: [Lexer.Token], _ index: Int, in source: [UInt8]) {
    func text(_ index: Int) -> ArraySlice<UInt8> { tokens.indices.contains(index) ? source[tokens[index].range] : [] }
    let depth = text(index - 1).isText("(") && text(index + 2).isText(")") ? 1 : 0
    let end = text(index + 2 + depth)
    let colon = index - 1 - depth
    guard text(colon).last == UInt8(ascii: ":"), end.isText(",") || end.isText("}") else { return }
    let last = imports.count - 1
    imports[last].isEntry = true
    guard tokens.indices.contains(colon - 1) else { return }
    defer { imports[last].isValue = imports[last].entryName != nil && text(colon).first == UInt8(ascii: ":") }
    switch tokens[colon - 1].kind {
    case .identifier: imports[last].entryName = Array(text(colon - 1))
    case .string: imports[last].entryName = Array(text(colon - 1).dropFirst().dropLast())
    case .number, .textBlock, .symbol: break
    }
  }

  private static func isBalanced(_ tokens: [Lexer.Token], in source: [UInt8]) -> Bool {
    var open: [UInt8] = []
    for token in tokens where token.kind == .symbol && token.range.count == 1 {
      let byte = source[token.range.lowerBound]
      switch byte {
      case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
      case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte + 2)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard open.popLast() == byte else { return false }
      default: break
      }
    }
    return open.isEmpty
  }
}

extension ArraySlice<UInt8> {
  /// Whether these bytes are that text.
  func isText(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
  }
}
