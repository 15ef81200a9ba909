/// A field that adds to an inherited one, `labels+: { team: 'db' }`, put so that libjsonnet does not copy what it adds.
///
/// libjsonnet reads `f+: E` as `f: if 'f' in super then super.f + E else E`, with the syntax tree of `E` twice. Nested
/// additions double with each level, and generated libraries, as Grafonnet, nest four and more of them. Where `E` is
/// the literal of an object or an array, this says the same and has it once:
///
///     labels+: { team: 'db' }
///     labels : (if 'labels' in super then super.labels else {})+ { team: 'db' }
struct FieldAddition {
  /// Where the plus sign stands that goes.
  let plus: Int
  /// What comes behind the colons.
  let insertion: SourceText.Insertion

  /// The additions in a piece of code that can be put in that way.
  static func all(in source: [UInt8]) -> [FieldAddition] {
    // Most files have none.
    guard source.contains("+:".utf8) else { return [] }
    return all(in: source, Lexer.tokens(of: source))
  }

  /// The same of code whose tokens are known.
  static func all(in source: [UInt8], _ tokens: [Lexer.Token]) -> [FieldAddition] {
    var found: [FieldAddition] = []
    /// Where brackets were opened, and the additions that they may be the literals of.
    var open: [(offset: Int, addition: FieldAddition?)] = []
    for (index, token) in tokens.enumerated() where token.kind == .symbol && token.range.count == 1 {
      let bracket = source[token.range.lowerBound]
      switch bracket {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("):
        let addition = open.last.flatMap { FieldAddition(before: index, tokens, source, in: $0.offset) }
        open.append((token.range.lowerBound, addition))
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"):
        // Where brackets do not match, libjsonnet is to say so.
        guard let last = open.popLast(), Self.closing[source[last.offset]] == bracket else { return [] }
        guard let addition = last.addition, tokens.indices.contains(index + 1) else { continue }
        let next = source[tokens[index + 1].range]
        // What goes on behind the literal would go into the sum.
        if next.elementsEqual(",".utf8) || next.elementsEqual("}".utf8) { found.append(addition) }
      default: break
      }
    }
    return found.sorted { $0.plus < $1.plus }
  }

  private static let closing = Dictionary(
    uniqueKeysWithValues: zip("{[(".utf8, "}])".utf8))

  /// The addition of a literal whose bracket is the token at this index; nil where it stands anywhere else.
  ///
  /// - Parameter object: where the object begins that has the field, which libjsonnet names in errors.
  private init?(before index: Int, _ tokens: [Lexer.Token], _ source: [UInt8], in object: Int) {
    guard index >= 3, source[object] == UInt8(ascii: "{") else { return nil }
    let (opening, name, sign) = (tokens[index - 3], tokens[index - 2], tokens[index - 1])
    let bracket = source[tokens[index].range], colons = source[sign.range]
    guard ["{", ","].contains(where: { source[opening.range].elementsEqual($0.utf8) }),
      ["+:", "+::", "+:::"].contains(where: { colons.elementsEqual($0.utf8) }),
      let empty = ["{": "{}", "[": "[]"][String(decoding: bracket, as: UTF8.self)]
    else { return nil }
    let field = name.text(in: source)
    let quoted: String, access: String
    switch name.kind {
    case .identifier: (quoted, access) = ("'\(field)'", ".\(field)")
    // Verbatim strings and others are copied as they are, but for line feeds, which nothing inserted may have.
    case .string where !field.contains("\n"): (quoted, access) = (field, "[\(field)]")
    case .string, .number, .textBlock, .symbol: return nil
    }
    plus = sign.range.lowerBound
    insertion = SourceText.Insertion(
      offset: sign.range.upperBound, bytes: Array("(if \(quoted) in super then super\(access) else \(empty))+".utf8),
      kind: .rewritten(of: object))
  }
}
