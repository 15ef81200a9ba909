extension Expression {
  /// The expressions that it is made of, in the order of the text: an aggregation's parameter before its operand. The
  /// selector of a window is none: it cannot stand by itself there.
  public var children: [Expression] {
    switch self {
    case .aggregation(let node): [node.parameter, node.operand].compactMap(\.self)
    case .binary(let node): [node.left, node.right]
    case .call(let node): node.arguments
    case .matrix: []
    case .subquery(let node): [node.inner]
    case .number: []
    case .parentheses(let node): [node.inner]
    case .string: []
    case .unary(let node): [node.operand]
    case .vector: []
    }
  }

  /// Visits the expression, then its children and theirs, in the order of the text.
  public func walk(_ visit: (Expression) -> Void) {
    visit(self)
    for child in children { child.walk(visit) }
  }

  /// The expression with each of its children replaced.
  public func mapChildren(_ replace: (Expression) -> Expression) -> Expression {
    switch self {
    case .aggregation(var node):
      node.parameter = node.parameter.map(replace)
      node.operand = replace(node.operand)
      return .aggregation(node)
    case .binary(var node):
      node.left = replace(node.left)
      node.right = replace(node.right)
      return .binary(node)
    case .call(var node):
      node.arguments = node.arguments.map(replace)
      return .call(node)
    case .subquery(var node):
      node.inner = replace(node.inner)
      return .subquery(node)
    case .parentheses(var node):
      node.inner = replace(node.inner)
      return .parentheses(node)
    case .unary(var node):
      node.operand = replace(node.operand)
      return .unary(node)
    case .matrix, .number, .string, .vector: return self
    }
  }

  /// The selectors in it, those of windows included, in the order of the text.
  public var selectors: [VectorSelector] {
    var found: [VectorSelector] = []
    walk { expression in
      switch expression {
      case .vector(let node): found.append(node)
      case .matrix(let node): found.append(node.selector)
      case .aggregation, .binary, .call, .subquery, .number, .parentheses, .string, .unary: break
      }
    }
    return found
  }
}
