import Kubernetes
import ValueTree

/// Compares what ConfigMaps and Secrets hold: key by key, and each text as the document that it is.
///
/// Nothing of a Secret is told but its keys and short digests, except for what the documents that the stack itself
/// generates say about routes, targets and data sources.
struct PayloadComparison {
  let isSecret: Bool

  /// nil for objects of a kind without a payload. One side that calls itself a Secret is enough to hide both.
  init?(from: Value, to: Value) {
    let kinds = [from, to].map { $0["kind"]?.string }
    isSecret = kinds.contains("Secret")
    guard isSecret || kinds.contains("ConfigMap") else { return nil }
  }

  /// The object without its payload. Of a Secret, members that the API does not know are hidden: `Data`, say, is a
  /// mistake and holds the same secrets.
  func remainder(of object: Value) -> Value {
    guard case .object(let members) = object else { return isSecret ? Self.hidden(object) : object }
    var rest = members.without(Set(Payload.fields.filter { members[$0]?.object != nil || members[$0]?.isNull == true }))
    guard isSecret else { return .object(rest) }
    for key in rest.keys where !Self.openMembers.contains(key) { rest[key] = rest[key].map(Self.hidden) }
    return .object(rest)
  }

  private static let openMembers: Set = ["apiVersion", "kind", "metadata", "type", "immutable"]

  private static func hidden(_ value: Value) -> Value {
    .string(SecretText.digest(of: JSONWriter.compact(value).utf8))
  }

  /// The changes of `data`, `stringData` and `binaryData` between two objects, in the order of keys.
  func changes(from: Value, to: Value) -> [Change] {
    let old = Payload(from, isSecret: isSecret).entries, new = Payload(to, isSecret: isSecret).entries
    return Set(old.keys).union(new.keys).sorted().flatMap { changes(of: $0, from: old[$0], to: new[$0]) }
  }

  private func changes(of key: String, from: Payload.Entry?, to: Payload.Entry?) -> [Change] {
    guard let field = (to ?? from)?.field else { return [] }
    let path = ChangePath([.key(field), .key(key)])
    guard let from, let to else {
      let kind: Change.Kind = from == nil ? .added : .removed
      return [Change(path: path, kind: kind, from: from.map { shown($0, key) }, to: to.map { shown($0, key) })]
    }
    if from.bytes == to.bytes {
      guard from.field != to.field || from.value != to.value else { return [] }
      return [Change(path: path, kind: .cosmetic)]
    }
    guard let old = from.text, let new = to.text else {
      return [Change(path: path, kind: .changed, from: shown(from, key), to: shown(to, key))]
    }
    return DocumentComparison(key: key, isSecret: isSecret).changes(from: old, to: new, at: path)
  }

  private func shown(_ entry: Payload.Entry, _ key: String) -> Value {
    guard let text = entry.text else {
      let digest = SecretText.digest(of: entry.bytes)
      return .string(isSecret ? digest : "binary, \(entry.bytes.count) bytes, \(digest)")
    }
    return DocumentComparison(key: key, isSecret: isSecret).shown(text)
  }
}
