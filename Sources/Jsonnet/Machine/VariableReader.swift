import ValueTree

/// Hands a program the data that it asks for, and remembers what that was. One evaluation fills it, on its own thread.
final class VariableReader {
  /// The native function that takes a name and gives the data.
  private static let variable = "monigen.variable"
  /// The native function that tells a program what it is to do. It has a parameter, which says what for, since
  /// libjsonnet has no pointer to the arguments of one without.
  private static let choice = "monigen.choice"

  /// What a program is told that asks for something that it was not given.
  private struct UnknownVariable: Error, CustomStringConvertible {
    var name: String
    var description: String { "there is no variable '\(name)'" }
  }

  private var json: [String: String] = [:]
  private var asked: Set<String> = []
  private let choose: Evaluator.Choose
  /// What the choice said is to be done with an early answer.
  private(set) var deliver: (EvaluationOutput) -> Void = { _ in }

  init(_ variables: [EvaluationRequest.Variable], choose: @escaping Evaluator.Choose) {
    self.choose = choose
    give(variables)
  }

  private func give(_ variables: [EvaluationRequest.Variable]) {
    json = Dictionary(variables.map { ($0.name, $0.json) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names that were asked for, sorted.
  var read: [String] { asked.sorted() }

  func register(in machine: VirtualMachine) {
    machine.register(Self.choice, parameters: ["of"]) { [unowned self] _ in
      let choice = choose()
      give(choice.variables)
      deliver = choice.deliver
      return .number(Double(choice.number))
    }
    machine.register(Self.variable, parameters: ["name"]) { [unowned self] arguments in
      let name = arguments.string(0).map { String(decoding: $0, as: UTF8.self) } ?? ""
      guard let text = json[name] else { throw UnknownVariable(name: name) }
      asked.insert(name)
      return .data(try JSONReader.read(text))
    }
  }
}
