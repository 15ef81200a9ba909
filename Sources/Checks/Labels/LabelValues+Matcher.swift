import PromQL

extension LabelValues {
  /// The values that a matcher lets through.
  init(_ matcher: Matcher) {
    switch matcher.operator {
    case .equal: self = .exactly(matcher.value)
    case .notEqual: self = .any.without([matcher.value])
    case .regexMatch: self = Self.matching(matcher)
    case .regexNoMatch:
      // `!~".+"` is how some write that a label is not there.
      if [".+", "(.+)"].contains(matcher.value) {
        self = .absent
        return
      }
      let texts = RegexBeginnings.all(of: matcher.value).filter(\.isWhole).map(\.text)
      self = (matcher.matchesEmpty ? Self.any : .present).without(texts)
    }
  }

  private static func matching(_ matcher: Matcher) -> LabelValues {
    var alternatives: Set<Alternative> = matcher.matchesEmpty ? [.exactly("")] : []
    for beginning in RegexBeginnings.all(of: matcher.value) {
      switch (beginning.text, beginning.isWhole) {
      case (let text, true): alternatives.insert(.exactly(text))
      case ("", false): alternatives.insert(.text(except: []))
      case (let text, false): alternatives.insert(.startingWith(text))
      }
    }
    return LabelValues(alternatives)
  }

  /// Less some values.
  private func without(_ values: [String]) -> LabelValues {
    let isEmptyLeft = values.contains("")
    let others = LabelValues([.text(except: Set(values.filter { !$0.isEmpty }))])
    return intersection(isEmptyLeft ? others : others.union(.absent))
  }
}

/// How the texts begin that a regular expression matches as a whole.
///
///     RegexBeginnings.all(of: "LIST|2..|a(b|c)")  // LIST and ab and ac as a whole, 2…
struct RegexBeginnings {
  /// A text, or what it begins with.
  struct Beginning: Hashable {
    var text: String
    /// Whether nothing follows.
    var isWhole: Bool
  }

  /// More alternatives or groups than anybody would write by hand.
  private static let greatestCount = 100
  private static let greatestDepth = 20

  private var rest: ArraySlice<Unicode.Scalar>

  /// The beginnings, of which every matched text has one; one empty beginning where nothing is known.
  static func all(of regex: String) -> [Beginning] {
    var reader = RegexBeginnings(rest: Array(regex.unicodeScalars)[...])
    guard let found = reader.alternatives(depth: 0), reader.rest.isEmpty else {
      return [Beginning(text: "", isWhole: false)]
    }
    return found
  }

  /// nil for what is too much, or not understood.
  private mutating func alternatives(depth: Int) -> [Beginning]? {
    guard depth <= Self.greatestDepth else { return nil }
    var all: [Beginning] = []
    while true {
      guard let sequence = sequence(depth: depth) else { return nil }
      all += sequence
      guard all.count <= Self.greatestCount else { return nil }
      guard rest.first == "|" else { return all }
      rest = rest.dropFirst()
    }
  }

  private mutating func sequence(depth: Int) -> [Beginning]? {
    var found = [Beginning(text: "", isWhole: true)]
    while let first = rest.first, first != "|", first != ")" {
      guard let piece = first == "(" ? group(depth: depth) : atom(first) else { return nil }
      let repetition = repetition()
      found = found.flatMap { beginning -> [Beginning] in
        guard beginning.isWhole else { return [beginning] }
        switch repetition {
        case .once: return piece.map { Beginning(text: beginning.text + $0.text, isWhole: $0.isWhole) }
        case .often: return piece.map { Beginning(text: beginning.text + $0.text, isWhole: false) }
        case .perhaps: return [Beginning(text: beginning.text, isWhole: false)]
        }
      }
      guard found.count <= Self.greatestCount else { return nil }
    }
    return found
  }

  private enum Repetition {
    case once, often, perhaps
  }

  private mutating func repetition() -> Repetition {
    switch rest.first {
    case "+":
      rest = rest.dropFirst(rest.dropFirst().first == "?" ? 2 : 1)
      return .often
    case "*", "?":
      rest = rest.dropFirst(rest.dropFirst().first == "?" ? 2 : 1)
      return .perhaps
    case "{":
      // A brace that is no repetition stands for itself: then the text is only less known.
      if let end = rest.firstIndex(of: "}") { rest = rest[(end + 1)...] } else { rest = [] }
      if rest.first == "?" { rest = rest.dropFirst() }
      return .perhaps
    default: return .once
    }
  }

  private mutating func group(depth: Int) -> [Beginning]? {
    rest = rest.dropFirst()
    if rest.first == "?" {
      guard rest.starts(with: "?:".unicodeScalars) else { return nil }
      rest = rest.dropFirst(2)
    }
    guard let inner = alternatives(depth: depth + 1), rest.first == ")" else { return nil }
    rest = rest.dropFirst()
    return inner
  }

  private mutating func atom(_ first: Unicode.Scalar) -> [Beginning]? {
    rest = rest.dropFirst()
    let unknown = [Beginning(text: "", isWhole: false)]
    switch first {
    case ".", "$", "^": return unknown
    case "[":
      // The first character of a class may be a bracket.
      rest = rest.dropFirst()
      while let scalar = rest.popFirst(), scalar != "]" {
        if scalar == "\\" { rest = rest.dropFirst() }
      }
      return unknown
    case "\\":
      guard let escaped = rest.popFirst() else { return nil }
      let isLetter = escaped.properties.isAlphabetic || escaped.properties.numericType != nil
      // `\d` is a class; `\pL`, `\x41` and `\Q` are longer than they look.
      if isLetter { return "dDsSwW".unicodeScalars.contains(escaped) ? unknown : nil }
      return [Beginning(text: String(escaped), isWhole: true)]
    case "*", "+", "?": return nil
    default: return [Beginning(text: String(first), isWhole: true)]
    }
  }
}
