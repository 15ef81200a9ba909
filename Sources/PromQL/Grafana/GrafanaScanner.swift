/// Goes through a dashboard's expression, and decides by what stands around a variable what to put in its place.
struct GrafanaScanner {
  /// What the name begins with that stands for a variable.
  static let placeholderPrefix = "grafana_variable_"

  let input: [UInt8]
  private(set) var output: [UInt8] = []
  private(set) var replacements: [GrafanaText.Replacement] = []
  /// The number of each variable, in the order of the text.
  private(set) var numbers: [String: Int]
  private var position = 0
  /// The open brackets, each with whether it begins a list of labels.
  private var open: [(bracket: UInt8, isLabelList: Bool)] = []
  private var lastWord = ""
  /// The last byte that is neither space nor part of a variable; a letter stands for a whole word.
  private var last: UInt8?

  init(_ input: [UInt8], numbers: [String: Int]) {
    self.input = input
    self.numbers = numbers
  }

  mutating func scan() {
    while position < input.count {
      let byte = input[position]
      if let end = variableEnd(position) {
        replace(upTo: end)
      } else if let quote = Quote(byte) {
        copy(upTo: stringEnd(quote))
        last = byte
      } else if byte == UInt8(ascii: "#") {
        copy(upTo: input[position...].firstIndex(where: \.isLineEnd) ?? input.count)
      } else if byte.isLetter {
        let end = input[position...].firstIndex { !$0.isLetterOrDigit } ?? input.count
        lastWord = String(decoding: input[position..<end], as: UTF8.self).lowercased()
        copy(upTo: end)
        last = UInt8(ascii: "a")
      } else {
        note(byte)
        copy(upTo: position + 1)
      }
    }
  }

  private mutating func note(_ byte: UInt8) {
    guard !byte.isSpace else { return }
    switch byte {
    case UInt8(ascii: "("):
      let lists: Set<String> = ["by", "without", "on", "ignoring", "group_left", "group_right"]
      open.append((byte, last == UInt8(ascii: "a") && lists.contains(lastWord)))
    case UInt8(ascii: "["), UInt8(ascii: "{"): open.append((byte, false))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
    default: break
    }
    last = byte
  }

  private mutating func copy(upTo end: Int) {
    output += input[position..<end]
    position = end
  }

  private func stringEnd(_ quote: Quote) -> Int {
    var index = position + 1
    while index < input.count, input[index] != quote.rawValue {
      index += input[index] == UInt8(ascii: "\\") && quote != .raw ? 2 : 1
    }
    return min(input.count, index + 1)
  }

  /// Where the variable that begins at an index ends; nil where none does.
  private func variableEnd(_ start: Int) -> Int? {
    let rest = input[start...].dropFirst(2)
    switch (input[start], start + 1 < input.count ? input[start + 1] : 0) {
    case (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return rest.firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
    case (UInt8(ascii: "["), UInt8(ascii: "[")):
      guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end + 1 < input.count, input[end + 1] == UInt8(ascii: "]")
      else { return nil }
      return end + 2
    case (UInt8(ascii: "$"), let next) where next.isLetterOrDigit:
      return rest.firstIndex { !$0.isLetterOrDigit } ?? input.count
    default: return nil
    }
  }

  /// Whether a colon at an index goes on with the name of a recorded series: `$metric:sum`.
  private func isNamePart(colon index: Int) -> Bool {
    guard input[index] == UInt8(ascii: ":"), index + 1 < input.count else { return false }
    let next = input[index + 1]
    return next.isLetterOrDigit || next == UInt8(ascii: "$") || next == UInt8(ascii: ":")
  }

  /// Whether a name ends before a colon: `job:$metric`, but not the `:` of a subquery.
  private func isNamePart(before colon: Int) -> Bool {
    let before = input[colon - 1]
    return before.isLetterOrDigit || before == UInt8(ascii: "}") || before == UInt8(ascii: ":")
  }

  private mutating func replace(upTo variableEnd: Int) {
    var end = variableEnd
    let isDuration = open.last?.bracket == UInt8(ascii: "[") || last == UInt8(ascii: "a") && lastWord == "offset"
    // `${minutes}m`: the unit belongs to it.
    if isDuration { end = input[end...].firstIndex { !$0.isLetterOrDigit } ?? input.count }
    let variable = String(decoding: input[position..<end], as: UTF8.self)
    // One variable is one placeholder, so that what is the same stays the same.
    let known = numbers[variable] ?? numbers.count
    numbers[variable] = known
    let (placeholder, printed) = isDuration ? duration(known) : self.placeholder(known, before: end)
    let start = output.count
    output += Array(placeholder.utf8)
    replacements.append(
      GrafanaText.Replacement(
        variable: variable, placeholder: placeholder, printed: printed, range: TextRange(start, output.count),
        original: TextRange(position, end)))
    position = end
    last = UInt8(ascii: "$")
  }

  /// A length that nobody writes, in the form that it is printed in.
  private func duration(_ number: Int) -> (String, String) {
    let text = "90001d\(number % 999 + 1)ms"
    return (text, text)
  }

  private func placeholder(_ number: Int, before end: Int) -> (String, String) {
    let name = "\(Self.placeholderPrefix)\(number)_"
    let next = input[end...].first { !$0.isSpace }
    let touches =
      end < input.count && (input[end].isLetterOrDigit || input[end] == UInt8(ascii: "$") || isNamePart(colon: end))
      || position > 0 && (input[position - 1].isLetterOrDigit || last == UInt8(ascii: "$"))
      || position > 1 && input[position - 1] == UInt8(ascii: ":") && isNamePart(before: position - 1)
    if open.last?.bracket == UInt8(ascii: "{") {
      let isWhole = !touches && (next == UInt8(ascii: ",") || next == UInt8(ascii: "}"))
      return isWhole ? ("\(name)!=\"\"", "\(name)!=\"\"") : (name, name)
    }
    let isOnlyArgument = last == UInt8(ascii: "(") && next == UInt8(ascii: ")")
    let isWhole = last == nil && next == nil
    let opensBracket = next.map { "{[(".utf8.contains($0) } ?? false
    if touches || opensBracket || isOnlyArgument || isWhole || open.last?.isLabelList == true { return (name, name) }
    let digits = "\(9_000_000_000_000 + number)"
    return (digits, digits)
  }
}
