import ValueTree

extension Value {
  /// A scalar as the text that it is written with: a string itself, a number or a boolean in canonical form; nil for
  /// null and for collections.
  package var scalarText: String? {
    switch self {
    case .null, .array, .object: nil
    case .bool(let value): value ? "true" : "false"
    case .number(let value): value.text
    case .string(let value): value
    }
  }

  /// The scalars of a list as text, in their order; other items are left out, and anything else than a list is empty.
  package var scalarTexts: [String] { (array ?? []).compactMap(\.scalarText) }

  /// The API group of an object, empty for the core group and where there is no `apiVersion`.
  package var apiGroup: String { ObjectReference.group(of: self["apiVersion"]?.string ?? "") }
}
