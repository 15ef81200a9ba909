import Relabeling
import ValueTree

/// Relabeling by hand.
enum Relabel {
  /// The steps of a list in YAML's flow style, in Prometheus' own spelling.
  static func steps(
    _ fields: [RelabelFields], dialect: RelabelDialect = .three
  ) throws(RelabelProblem) -> [RelabelStep] {
    var pool = RegularExpressionPool(dialect: dialect)
    var steps: [RelabelStep] = []
    for fields in fields { steps.append(try RelabelStep(fields, pool: &pool)) }
    return steps
  }

  /// What is left of labels that are known, nil where they are dropped.
  static func apply(_ steps: [RelabelStep], to labels: [String: String]) -> [String: String]? {
    var set = LabelSet(labels, hasOthers: false)
    guard steps.apply(to: &set).outcome == .kept else { return nil }
    return Dictionary(set.all.map { ($0.name, $0.value ?? "?") }, uniquingKeysWith: { a, _ in a })
  }
}

extension RelabelFields {
  /// As a configuration has it.
  var configuration: Value {
    var members: Object = [:]
    members["action"] = action.map(Value.string)
    members["source_labels"] = sourceLabels.map { .array($0.map(Value.string)) }
    members["separator"] = separator.map(Value.string)
    members["regex"] = regex.map(Value.string)
    members["target_label"] = targetLabel.map(Value.string)
    members["replacement"] = replacement.map(Value.string)
    members["modulus"] = modulus.flatMap { Int($0) }.map { .number(Number($0)) }
    return .object(members)
  }
}
