import Kubernetes
import ValueTree

/// Compares whole Kubernetes objects by what they mean.
///
///     ObjectComparison().changes(from: old, to: new)
///     // spec.template.spec.containers[name=prometheus].args[--web.external-url] changed
///
/// Items of lists are matched by what they are (`Structure`, then the lists' keys in custom resource definitions, then
/// `name`), so that order without meaning never shows. What is written differently and means the same is `cosmetic`.
/// What ConfigMaps and Secrets hold is compared as the documents that it is; values of Secrets are never told.
/// Not compared is what the API server and controllers write: `status`, `managedFields` and the like.
public struct ObjectComparison: Sendable {
  private let definitions: DefinitionIndex

  /// A comparison that knows custom resources by their definitions.
  ///
  /// - Parameter definitions: custom resource definitions of both builds, the new build's last; for a kind that several
  ///   define the last one counts. Other values are passed over.
  public init(definitions: [Value] = []) { self.definitions = DefinitionIndex(definitions) }

  /// What differs between two versions of an object, in the order of keys; empty where they mean and say the same.
  ///
  /// Any values may be compared: what is no object of a known kind is compared without knowledge.
  public func changes(from: Value, to: Value) -> [Change] {
    let apiVersion = to["apiVersion"]?.string ?? from["apiVersion"]?.string ?? ""
    let kind = to["kind"]?.string ?? from["kind"]?.string ?? ""
    let group = ObjectReference.group(of: apiVersion)
    let root = Field(
      type: .structure(Structure.root(group: group, kind: kind)),
      schema: definitions.schema(apiVersion: apiVersion, kind: kind))
    guard let payload = PayloadComparison(from: from, to: to) else {
      return Self.changes(from: from, to: to, as: root)
    }
    let rest = Self.changes(from: payload.remainder(of: from), to: payload.remainder(of: to), as: root)
    return (payload.changes(from: from, to: to) + rest).orderedByFirstKey()
  }

  private static func changes(from: Value, to: Value, as field: Field) -> [Change] {
    var comparison = Comparison()
    comparison.compare(from, to, as: field)
    return comparison.changes
  }
}
