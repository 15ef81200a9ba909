import TestSupport
import ValueTree

/// Makes values that hold everything that is hard to write in YAML.
struct RandomValues {
  var generator: SeededGenerator

  mutating func value(depth: Int = 0) -> Value {
    switch Int.random(in: 0..<(depth < 5 ? 12 : 8), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2, 3: return .number(number())
    case 4...7: return .string(string())
    case 8, 9: return .array((0..<Int.random(in: 0..<5, using: &generator)).map { _ in value(depth: depth + 1) })
    default:
      let count = Int.random(in: 0..<5, using: &generator)
      return .object(Object((0..<count).map { _ in (string(), value(depth: depth + 1)) }))
    }
  }

  mutating func number() -> Number {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return Number(Int.random(in: -1000...1000, using: &generator))
    case 1: return Number(Int.random(in: .min ... .max, using: &generator))
    case 2:
      let double = Double(bitPattern: generator.next())
      return double.isFinite ? Number(double) : Number(0.5)
    default:
      return Number(Double.random(in: -1e9...1e9, using: &generator))
    }
  }

  mutating func string() -> String {
    if generator.chance(20) { return Self.words.randomElement(using: &generator) ?? "" }
    let length = Int.random(in: generator.chance(3) ? 100..<400 : 0..<14, using: &generator)
    var text = ""
    for _ in 0..<length { text += Self.pieces.randomElement(using: &generator) ?? "" }
    return text
  }

  private static let words = [
    "", "y", "no", "on", "true", "null", "~", "1:30", "012", "1e3", "2001-12-14", ".inf", "0x1f", "1_000", "<<", "=", "*",
    "-", "- a", "? a", ": a", "a: b", "a #b", "#", "&a", "!t", "|", ">", "%", "@", "`", "{}", "[]", "{a", "a,b", "'", "\"",
    "---", "--- a", "...", "... a", " ", "  a", "a  ", "\n", "\n\n", "a\n", "a\n\n", "\na", " a\nb", "a\n b", "a \nb", "\ta",
    "a\tb\n", "\u{FEFF}", "a\u{2028}b", "a\u{85}b", "\r\n", "\u{0}", "#a\nb", "- a\n- b\n", "a:\n", "---\na", "...\n", "...",
    "a\n...\nb\n", "%a\nb", "\"a\nb\"", "😀\n", "ü\nü", "a\n\n\nb\n\n", "   \n a", "\n ", "\n\n a\n",
  ]
  private static let pieces = [
    "a", "b", "Z", "0", "1", "9", " ", " ", "\n", "\n", ":", ": ", "-", "- ", "#", " #", "'", "\"", "\\", "{", "}", "[", "]",
    ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "=", "<", "~", ".", "_", "+", "\t", "\r", "ü", "日", "😀", "\u{2028}",
    "\u{2029}", "\u{85}", "\u{FEFF}", "\u{0}", "\u{7F}", "\u{1B}", "\u{301}", "\u{FFFE}",
  ]
}
