import ValueTree

/// How one layer of variables changes the one below it: maps merge deeply, anything else replaces, `null` removes
/// (RFC 7396).
///
///     MergePatch.merged(["a": 1, "b": ["c": [1, 2]]], with: ["a": nil, "b": ["c": [3], "d": 4]])
///     // ["b": ["c": [3], "d": 4]]
enum MergePatch {
  static func merged(_ base: Value, with patch: Value) -> Value {
    guard case .object(let changes) = patch else { return patch }
    var result = base.object ?? Object(minimumCapacity: changes.count)
    for (key, change) in changes {
      if change.isNull {
        result[key] = nil
      } else {
        result[key] = merged(result[key] ?? .null, with: change)
      }
    }
    return .object(result)
  }
}
