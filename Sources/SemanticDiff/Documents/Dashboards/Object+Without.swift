import ValueTree

extension Object {
  /// The members but those with these keys, in their order.
  func without(_ keys: Set<String>) -> Object { Object(filter { !keys.contains($0.key) }.map { ($0.key, $0.value) }) }
}
