/// What a comparison has to know of a field of a Kubernetes object.
public indirect enum FieldType: Sendable, Hashable {
  /// Nothing is known: text by text, lists by their order.
  case unknown
  /// An object with known fields; those that the table does not name are unknown.
  case structure(Structure)
  /// An object with keys of the user's choice and values of one type.
  case map(FieldType)
  /// A list, how its items are told apart, and what they are.
  case list(ListIdentity, FieldType)
  /// An amount as Kubernetes writes it: `500m`, `1Gi`.
  case quantity
  /// A size as Prometheus writes it: `50GB`.
  case byteSize
  /// A length of time: `1m30s`.
  case duration
  /// A number that may be written as a string: `9090`, `"9090"`.
  case integerOrString
  /// The reference to a container image.
  case image
  /// A PromQL expression.
  case expression
  /// A label selector with `matchLabels` and `matchExpressions`.
  case selector
  /// Written by the API server or its controllers: no part of what somebody wants.
  case noise

  /// A list of scalars or of items of one known structure.
  static func list(_ identity: ListIdentity, _ structure: Structure) -> FieldType {
    .list(identity, .structure(structure))
  }

  /// Scalars whose order does not count.
  static let set = FieldType.list(.set, .unknown)
}

extension FieldType {
  /// `matchExpressions`: what a selector asks of labels, in any order.
  static let requirements = FieldType.list(.keyed("key", "operator"), .requirement)
}
