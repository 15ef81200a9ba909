/// The names that a file defines, for suggestions: sorted, each once.
struct Names {
  /// Of locals, parameters and comprehensions.
  private(set) var variables: [String] = []
  /// Of fields.
  private(set) var fields: [String] = []

  init(in source: [UInt8]) {
    let tokens = Lexer.tokens(of: source)
    var variables: Set<String> = []
    var fields: Set<String> = []
    for (index, token) in tokens.enumerated() {
      let next = tokens.indices.contains(index + 1) ? tokens[index + 1].text(in: source) : ""
      let last = index > 0 ? tokens[index - 1].text(in: source) : ""
      switch token.kind {
      case .identifier:
        let name = token.text(in: source)
        if next.first == ":" || next == "+" && Self.isColon(tokens, index + 2, source) { fields.insert(name) }
        let opens = last == "(" || last == ","
        if last == "local" || last == "for" || next == "=" || opens && (next == "," || next == ")") {
          variables.insert(name)
        }
        // A method: `name(…):` cannot be told from a call without its end; both are names that exist.
        if next == "(" && (last == "{" || last == ",") { fields.insert(name) }
      case .string where next.first == ":" || next.hasPrefix("+:"):
        if let name = token.plainString(in: source) { fields.insert(name) }
      default: break
      }
      if token.kind == .identifier, next.hasPrefix("+:") { fields.insert(token.text(in: source)) }
    }
    self.variables = variables.sorted()
    self.fields = fields.sorted()
  }

  private static func isColon(_ tokens: [Lexer.Token], _ index: Int, _ source: [UInt8]) -> Bool {
    tokens.indices.contains(index) && tokens[index].text(in: source).first == ":"
  }
}
