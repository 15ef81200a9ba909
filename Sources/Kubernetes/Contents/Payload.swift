import ValueTree

/// What a ConfigMap or a Secret holds: bytes under keys, in whichever of its fields they stand.
package struct Payload {
  /// What stands under one key.
  package struct Entry {
    /// `data`, `stringData` or `binaryData`.
    package let field: String
    /// As it is written, encoded or not.
    package let value: Value
    /// The decoded bytes; those of compact JSON where the value is no string.
    package let bytes: [UInt8]

    /// The bytes as text; nil where they are none.
    package var text: String? { String(validating: bytes, as: UTF8.self) }
  }

  /// The fields whose values are Base64; what cannot be decoded counts as it is written.
  private let encoded: Set<String>
  package private(set) var entries: [String: Entry] = [:]

  /// The fields of ConfigMaps and Secrets that hold a payload, in the order in which the API server applies them.
  package static let fields = ["data", "binaryData", "stringData"]

  /// The payload of an object; what has another shape than the API takes is kept as it is.
  package init(_ object: Value, isSecret: Bool) {
    encoded = isSecret ? ["data"] : ["binaryData"]
    for field in Self.fields {
      for (key, value) in object[field]?.object ?? Object() where !value.isNull {
        entries[key] = entry(value, in: field)
      }
    }
  }

  private func entry(_ value: Value, in field: String) -> Entry {
    guard let text = value.string else {
      return Entry(field: field, value: value, bytes: Array(JSONWriter.compact(value).utf8))
    }
    let decoded = encoded.contains(field) ? Base64.decode(text) : nil
    return Entry(field: field, value: value, bytes: decoded ?? Array(text.utf8))
  }
}
