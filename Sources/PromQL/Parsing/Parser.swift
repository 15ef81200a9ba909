/// Reads one expression: a recursive descent with precedence climbing for the operators.
///
/// It stops at the first problem. The language is that of Prometheus 3.14 together with what earlier versions had, with
/// every experimental syntax; `LanguageFeature` tells which version reads an expression.
struct Parser {
  /// How deep an expression may be nested, chains such as `a + a + a` included: the syntax tree is walked recursively,
  /// so its height must not come near what a thread's stack holds.
  static let depthLimit = 400

  let bytes: [UInt8]
  private let tokens: [Token]
  private let lexicalProblem: Problem?
  private var index = 0
  private var depth = 0
  /// The end of the token taken last.
  private(set) var lastEnd = 0
  /// How many operands the window or offset that is being read has so far.
  var durationOperands = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    (tokens, lexicalProblem) = Lexer.lex(bytes)
  }

  /// An expression and the height of its syntax tree.
  struct Tree {
    var expression: Expression
    var height: Int
  }

  /// Reads the whole text.
  mutating func parse() throws(Problem) -> Expression {
    if current.kind == .end { throw Problem(.empty, at: current.range) }
    let tree = try expression()
    guard current.kind == .end else { throw expected(.operatorOrEnd) }
    return tree.expression
  }

  /// An expression whose operators all bind at least as strongly as told.
  mutating func expression(binding minimum: Int = 0) throws(Problem) -> Tree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw Problem(.tooDeep(limit: Self.depthLimit), at: current.range) }
    var left = try operand()
    while let found = binaryOperator, found.precedence >= minimum {
      left = try operation(left, found)
    }
    return left
  }

  /// A tree around others; too high a one is a problem.
  func tree(_ expression: Expression, over children: [Tree] = []) throws(Problem) -> Tree {
    let height = (children.map(\.height).max() ?? 0) + 1
    guard height <= Self.depthLimit else { throw Problem(.tooDeep(limit: Self.depthLimit), at: expression.range) }
    return Tree(expression: expression, height: height)
  }

  // MARK: - Tokens

  /// The next token; the last one stays.
  var current: Token { tokens[index] }

  /// The one behind the next.
  var following: Token.Kind { index + 1 < tokens.count ? tokens[index + 1].kind : .end }

  /// The operator that the next token is between expressions.
  var binaryOperator: BinaryOperator? {
    switch current.kind {
    case .symbol(let symbol): symbol
    case .keyword(let word): word.binaryOperator
    default: nil
    }
  }

  /// Takes the next token.
  @discardableResult
  mutating func take() -> Token {
    let token = current
    lastEnd = token.range.end
    if index + 1 < tokens.count { index += 1 }
    return token
  }

  /// Takes the next token if it is of a kind.
  mutating func take(if kind: Token.Kind) -> Token? {
    current.kind == kind ? take() : nil
  }

  /// Takes the next token, which has to be of a kind.
  @discardableResult
  mutating func take(_ kind: Token.Kind, or expectation: Problem.Expectation) throws(Problem) -> Token {
    guard current.kind == kind else { throw expected(expectation) }
    return take()
  }

  func text(of range: TextRange) -> String { String(decoding: bytes[range.start..<range.end], as: UTF8.self) }

  /// The problem that the next token is: what the lexer stumbled over, or that it is not what was expected.
  func expected(_ expectation: Problem.Expectation) -> Problem {
    if current.kind == .invalid, let lexicalProblem { return lexicalProblem }
    let found: String
    switch current.kind {
    case .end: found = "the end of the expression"
    case .string: found = text(of: current.range)
    default: found = "'\(text(of: current.range))'"
    }
    return Problem(.expected(expectation, found: found), at: current.range)
  }
}

extension Expression {
  /// Reads an expression without checking its types.
  ///
  /// - Parameter text: one expression, over any number of lines.
  /// - Throws: the first thing that is wrong with it. Its range counts bytes of the text's UTF-8.
  public init(parsing text: String) throws(Problem) {
    var parser = Parser(text)
    self = try parser.parse()
  }
}
