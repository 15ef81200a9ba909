import ValueTree

/// What of a document may be shown; everything else becomes a digest before anything is compared.
///
/// In a Secret only what is known to be harmless is shown. Elsewhere what is called a secret is hidden.
enum Disclosure: Sendable {
  /// Shows the scalars (and lists of scalars) of `keys`, and everything below `maps`, whose keys are the user's.
  case only(keys: Set<String>, maps: Set<String>)
  /// Shows everything but the values of keys that are secrets by their name.
  case unlessSensitive

  /// The document with digests for what may not be shown. Booleans, null and the empty text hide nothing; keys are
  /// always shown, as is how the document is built.
  func redacted(_ value: Value) -> Value { redacted(value, key: nil, isOpen: false) }

  private func redacted(_ value: Value, key: String?, isOpen: Bool) -> Value {
    switch value {
    case .null, .bool, "", "true", "false": return value
    case .number: return shows(key, isOpen) ? value : hidden(value)
    case .string(let text):
      return shows(key, isOpen) ? .string(SecretText.withoutCredentials(text)) : hidden(value)
    case .array(let items): return .array(items.map { redacted($0, key: key, isOpen: isOpen) })
    case .object(let object):
      var copy = Object(minimumCapacity: object.count)
      for (key, value) in object {
        copy.updateValue(redacted(value, key: key, isOpen: isOpen || opens(key)), forKey: key)
      }
      return .object(copy)
    }
  }

  private func shows(_ key: String?, _ isOpen: Bool) -> Bool {
    switch self {
    case .only(let keys, _): key.map { keys.contains($0) || isOpen && !SensitiveKey.isSensitive($0) } ?? false
    case .unlessSensitive: key.map { !SensitiveKey.isSensitive($0) } ?? true
    }
  }

  private func opens(_ key: String) -> Bool {
    if case .only(_, let maps) = self { maps.contains(key) } else { false }
  }

  private func hidden(_ value: Value) -> Value {
    .string(SecretText.digest(of: (value.string ?? JSONWriter.compact(value)).utf8))
  }
}
