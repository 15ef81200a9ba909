import Kubernetes
import ValueTree

/// The values of an item's identity, as a key of a dictionary.
struct ItemKey: Hashable {
  private var values: [Value]

  /// nil where the item has none of the fields itself, so that it does not say who it is.
  init?(_ item: Value, by fields: [KeyField]) {
    guard case .object = item, fields.contains(where: { $0.isPresent(in: item) }) else { return nil }
    values = fields.map { $0.find(in: item)?.value ?? .null }
  }
}
