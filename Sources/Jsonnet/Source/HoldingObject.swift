/// A field's value that has nothing to do with the object that the field is in, and stands in front of it.
///
/// libjsonnet evaluates a field anew for everybody who asks, a variable once. Where a sum takes each step from the one
/// before, as layouts of dashboards do, a field is asked for as often as there are ways to it, twice as often with each
/// step. These say the same:
///
///     sum + { cursor: { y: sum.cursor.y + height(panel) } }
///     sum + (local held__0 = sum . cursor . y + height ( panel ); { cursor: { y: held__0 } })
///
/// Only code without `self`, `super` and `$` can be put there, and none that binds names between the two places.
struct HeldValue {
  /// The bytes of the value.
  let range: Range<Int>
  /// The value in one line, without comments.
  fileprivate let text: [UInt8]
}

/// An object whose fields, and those of objects that are its fields, have values that can be held.
struct HoldingObject {
  /// From its opening brace to its closing one.
  let range: Range<Int>
  /// In the order in which they stand.
  fileprivate let values: [HeldValue]

  /// The objects in a piece of code whose tokens are known and whose brackets match; none where it has names of ours.
  static func all(in source: [UInt8], _ tokens: [Lexer.Token]) -> [HoldingObject] {
    var scan = HoldingScan(source: source, tokens: tokens)
    return scan.run()
  }

  /// What is put into the code, and the bytes of it that go; `number` counts the names.
  func edit(_ number: inout Int) -> (insertions: [SourceText.Insertion], blanks: [Range<Int>]) {
    var head = Array("(local ".utf8)
    var insertions: [SourceText.Insertion] = []
    func insert(_ bytes: [UInt8], at offset: Int) {
      insertions.append(SourceText.Insertion(offset: offset, bytes: bytes, kind: .held(of: range.lowerBound)))
    }
    for (index, value) in values.enumerated() {
      let name = Array("\(HoldingScan.prefix)\(number)".utf8)
      number += 1
      head += (index == 0 ? [] : Array(", ".utf8)) + name + Array(" = ".utf8) + value.text
      insert(name, at: value.range.lowerBound)
    }
    insert(head + Array("; ".utf8), at: range.lowerBound)
    insert([UInt8(ascii: ")")], at: range.upperBound)
    return (insertions, values.map(\.range))
  }
}

/// One pass over the tokens.
private struct HoldingScan {
  static let prefix = "held__"
  /// What code that is put elsewhere must not have: it would mean something else, or a line feed goes with it.
  private static let unmovable: [StaticString] = [
    "self", "super", "local", "function", "import", "importstr", "error", "assert", "tailstrict",
  ]

  /// An open bracket.
  private struct Level {
    var opening: Int
    var isObject: Bool
    /// Where the member that is being read begins, and its value where it is a field with a name and no parameters.
    var member: Int
    var value: Int?
    var hasColon = false
    /// Whether the object binds no names.
    var isPlain = true
    var values: [HeldValue] = []
    /// The last object in the member.
    var child: Candidate?
    /// Objects that are fields' values as a whole.
    var children: [Candidate] = []
  }

  /// An object, by its first and last token.
  private struct Candidate {
    var opening: Int
    var closing: Int
    var values: [HeldValue]
  }

  let source: [UInt8]
  let tokens: [Lexer.Token]
  private var open: [Level] = []
  private var found: [HoldingObject] = []

  init(source: [UInt8], tokens: [Lexer.Token]) {
    self.source = source
    self.tokens = tokens
  }

  mutating func run() -> [HoldingObject] {
    for index in tokens.indices {
      switch tokens[index].kind {
      case .identifier:
        let word = source[tokens[index].range]
        if word.starts(with: Self.prefix.utf8) { return [] }
        // A comprehension.
        if word.isText("for"), let top = open.indices.last { open[top].isPlain = false }
      case .symbol: symbol(index)
      case .number, .string, .textBlock: break
      }
    }
    return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func symbol(_ index: Int) {
    switch source[tokens[index].range.lowerBound] {
    case UInt8(ascii: "{"): open.append(Level(opening: index, isObject: true, member: index + 1))
    case UInt8(ascii: "("), UInt8(ascii: "["): open.append(Level(opening: index, isObject: false, member: index + 1))
    case UInt8(ascii: ")"), UInt8(ascii: "]"): _ = open.popLast()
    case UInt8(ascii: "}"): close(index)
    case UInt8(ascii: ","): endMember(index)
    default: if source[tokens[index].range.upperBound - 1] == UInt8(ascii: ":") { colon(index) }
    }
  }

  private mutating func colon(_ index: Int) {
    guard var level = open.popLast() else { return }
    defer { open.append(level) }
    guard level.isObject, !level.hasColon else { return }
    level.hasColon = true
    let name = tokens[level.member].kind
    if index == level.member + 1, name == .identifier || name == .string { level.value = index + 1 }
  }

  private mutating func endMember(_ index: Int) {
    guard var level = open.popLast() else { return }
    guard level.isObject else {
      open.append(level)
      return
    }
    if level.member < index, isText(level.member, "local") || isText(level.member, "assert") { level.isPlain = false }
    if let start = level.value {
      if let child = level.child, child.opening == start, child.closing == index - 1 {
        level.children.append(child)
        level.child = nil
      } else if let value = held(start..<index) {
        level.values.append(value)
      }
    }
    if let child = level.child { take(child) }
    level.child = nil
    (level.member, level.value, level.hasColon) = (index + 1, nil, false)
    open.append(level)
  }

  private mutating func close(_ index: Int) {
    endMember(index)
    guard let level = open.popLast(), level.isObject else { return }
    guard level.isPlain else {
      level.children.forEach { take($0) }
      return
    }
    let values = (level.values + level.children.flatMap(\.values)).sorted { $0.range.lowerBound < $1.range.lowerBound }
    let candidate = Candidate(opening: level.opening, closing: index, values: values)
    guard !values.isEmpty else { return }
    guard let parent = open.indices.last, open[parent].isObject else { return take(candidate) }
    if let last = open[parent].child { take(last) }
    open[parent].child = candidate
  }

  private mutating func take(_ object: Candidate) {
    // Behind a value, braces add to it.
    guard object.opening > 0, startsExpression(after: object.opening - 1) else { return }
    let range = tokens[object.opening].range.lowerBound..<tokens[object.closing].range.upperBound
    found.append(HoldingObject(range: range, values: object.values))
  }

  private func startsExpression(after index: Int) -> Bool {
    switch tokens[index].kind {
    case .identifier: isText(index, "then") || isText(index, "else")
    case .number, .string, .textBlock: false
    case .symbol: !")]}.$".utf8.contains(source[tokens[index].range.upperBound - 1])
    }
  }

  /// The value, where it can be put elsewhere and is worth it: it asks for fields or calls functions.
  private func held(_ range: Range<Int>) -> HeldValue? {
    var asks = false
    for index in range {
      let bytes = source[tokens[index].range]
      switch tokens[index].kind {
      case .identifier:
        guard !Self.unmovable.contains(where: { bytes.isText($0) }) else { return nil }
      case .symbol:
        guard !bytes.contains(UInt8(ascii: "$")), !bytes.contains(UInt8(ascii: "{")) else { return nil }
        let isCall = bytes.isText("(") && index > range.lowerBound && !startsExpression(after: index - 1)
        if bytes.isText(".") || isCall { asks = true }
      case .string:
        guard !bytes.contains(UInt8(ascii: "\n")) else { return nil }
      case .textBlock: return nil
      case .number: break
      }
    }
    guard asks, let last = range.last else { return nil }
    return HeldValue(
      range: tokens[range.lowerBound].range.lowerBound..<tokens[last].range.upperBound,
      text: Array(tokens[range].map { source[$0.range] }.joined(separator: " ".utf8)))
  }

  private func isText(_ index: Int, _ text: StaticString) -> Bool { source[tokens[index].range].isText(text) }
}
