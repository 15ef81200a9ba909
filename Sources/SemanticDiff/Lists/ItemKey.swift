import Kubernetes
import ValueTree

/// The values of an item's identity, as a key of a dictionary.
struct ItemKey: Hashable {
  private var values: [Value]
  /// In which of its places each field stands: a Secret is not the ConfigMap of the same name.
  private var places: [Int]

  /// nil where the item has none of the fields itself, so that it does not say who it is.
  init?(_ item: Value, by fields: [KeyField]) {
    guard case .object = item, fields.contains(where: { $0.isPresent(in: item) }) else { return nil }
    values = []
    places = []
    for field in fields {
      let found = field.find(in: item)
      values.append(found?.value ?? .null)
      if field.places.count > 1 { places.append(found?.place ?? 0) }
    }
  }
}
