extension TypeChecker {
  /// Checks an operation on two expressions, and gives its type.
  mutating func check(_ node: BinaryOperation) -> ValueType {
    let left = check(node.left)
    let right = check(node.right)
    if node.returnsBool, !node.operator.isComparison { report(.boolWithoutComparison, at: node.operatorRange) }
    if node.operator.isComparison, !node.returnsBool, left == .scalar, right == .scalar {
      report(.scalarComparisonWithoutBool, at: node.operatorRange)
    }
    checkLabels(node)
    for (type, operand) in [(left, node.left), (right, node.right)] where type != .scalar && type != .vector {
      report(.operandType(type), at: operand.range)
    }
    if left != .vector || right != .vector {
      checkScalars(node)
    } else if node.operator.isSetOperator {
      checkSetOperator(node)
    }
    if node.operator.isSetOperator, left == .scalar || right == .scalar {
      report(.setOperatorOnScalar(node.operator), at: node.range)
    }
    return left == .scalar && right == .scalar ? .scalar : .vector
  }

  /// A label that is the same on both sides cannot be taken over from one of them.
  private mutating func checkLabels(_ node: BinaryOperation) {
    guard case .on(let labels) = node.matching.labels, let group = node.matching.group else { return }
    for label in labels where group.included.contains(where: { $0.name == label.name }) {
      report(.labelInOnAndGroup(label.name), at: node.operatorRange)
    }
  }

  /// Nothing is matched where one side is no vector. Prometheus lets an empty list of labels pass.
  private mutating func checkScalars(_ node: BinaryOperation) {
    if !node.matching.labels.names.isEmpty { report(.matchingWithoutVectors, at: node.range) }
    if node.matching.fills { report(.fillWithoutVectors, at: node.range) }
  }

  private mutating func checkSetOperator(_ node: BinaryOperation) {
    if node.matching.group != nil { report(.groupWithSetOperator(node.operator), at: node.range) }
    if node.matching.fills { report(.fillWithSetOperator(node.operator), at: node.range) }
  }
}

extension VectorMatching {
  /// Whether missing series are filled in.
  fileprivate var fills: Bool { fillLeft != nil || fillRight != nil }
}
