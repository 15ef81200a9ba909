import PromQL

/// What becomes of an expression when some of its selectors, or other parts, give nothing.
struct MissingSeries {
  /// How much of the expression is left.
  enum Effect: Sendable, Hashable {
    /// It does what it does.
    case none
    /// A part of it is not there: one side of `or`, what `unless` takes away.
    case partial
    /// It never has a result.
    case never
    /// It has a result all the time, as `absent` has.
    case always
    /// One of the two, or only what it still depends on decides.
    case either

    /// Whether it no longer tells what it is for.
    var isTotal: Bool { self == .never || self == .always || self == .either }
  }

  /// Whether a selector finds nothing.
  var isMissing: (VectorSelector) -> Bool = { _ in false }
  /// Whether some other part never has a result.
  var isVoid: (Expression) -> Bool = { _ in false }

  /// The effect on an expression.
  func effect(on expression: Expression) -> Effect {
    let state = state(of: expression)
    if state.isEmpty { return .never }
    if state.isFull { return .always }
    return state.isInverted ? .either : state.isTouched ? .partial : .none
  }

  private struct State {
    /// Whether there never is a result, and whether there always is one.
    var isEmpty = false
    var isFull = false
    /// Whether what is missing brings a result.
    var isInverted = false
    var isTouched = false

    /// Nothing of its own, with what the parts have been through.
    init(over parts: State...) {
      isTouched = parts.contains { $0.isTouched || $0.isEmpty }
      isInverted = parts.contains(where: \.isInverted)
    }
  }

  private func state(of expression: Expression) -> State {
    var state = stateOfNode(expression)
    if isVoid(expression) { (state.isEmpty, state.isFull) = (true, false) }
    return state
  }

  private func stateOfNode(_ expression: Expression) -> State {
    switch expression {
    case .aggregation(let node):
      var state = State(over: self.state(of: node.operand), node.parameter.map(self.state) ?? State())
      state.isEmpty = self.state(of: node.operand).isEmpty
      // A parameter may choose none of them, as in 'topk(0, …)'.
      state.isFull = node.parameter == nil && self.state(of: node.operand).isFull
      return state
    case .binary(let node): return self.state(of: node)
    case .call(let node): return self.state(of: node)
    case .matrix(let node): return self.state(of: node.selector)
    case .subquery(let node): return self.state(of: node.inner)
    case .number, .string: return State()
    case .parentheses(let node): return self.state(of: node.inner)
    case .unary(let node): return self.state(of: node.operand)
    case .vector(let node): return self.state(of: node)
    }
  }

  private func state(of selector: VectorSelector) -> State {
    var state = State()
    state.isEmpty = isMissing(selector)
    return state
  }

  private func state(of node: BinaryOperation) -> State {
    let left = self.state(of: node.left), right = self.state(of: node.right)
    var state = State(over: left, right)
    switch node.operator {
    case .or:
      state.isEmpty = left.isEmpty && right.isEmpty
      state.isFull = left.isFull || right.isFull
    case .unless:
      state.isEmpty = left.isEmpty
      state.isFull = left.isFull && right.isEmpty
    default:
      state.isFull = left.isFull && Self.keepsOne(node)
      let isFilled = node.matching.fillLeft != nil || node.matching.fillRight != nil
      state.isEmpty = isFilled ? left.isEmpty && right.isEmpty : left.isEmpty || right.isEmpty
    }
    return state
  }

  /// Whether an operation with a number has a result for a series whose value is 1, as that of `absent` is.
  private static func keepsOne(_ node: BinaryOperation) -> Bool {
    guard case .number(let number) = node.right, case .call(let call) = node.left, call.name.hasPrefix("absent")
    else { return false }
    return switch node.operator {
    case .equal: number.value == 1
    case .notEqual: number.value != 1
    case .greater: number.value < 1
    case .greaterOrEqual: number.value <= 1
    case .less: number.value > 1
    case .lessOrEqual: number.value >= 1
    default: false
    }
  }

  private func state(of node: FunctionCall) -> State {
    let arguments = node.arguments.map(self.state)
    var state = arguments.reduce(State()) { State(over: $0, $1) }
    switch node.name {
    case "absent", "absent_over_time":
      state.isInverted = state.isTouched
      state.isFull = arguments.first?.isEmpty ?? false
      state.isEmpty = arguments.first?.isFull ?? false
    // A scalar is always there, if only as NaN.
    case "scalar", "vector": break
    default:
      state.isEmpty = zip(node.arguments, arguments).contains {
        $1.isEmpty && ($0.valueType == .vector || $0.valueType == .matrix)
      }
    }
    return state
  }
}
