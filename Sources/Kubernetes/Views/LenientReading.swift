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
}

/// The API group of an object.
package enum APIGroup {
  /// What `apiVersion` says before the slash; empty for the core group and where there is none.
  package static func of(_ object: Value) -> String { of(apiVersion: object["apiVersion"]?.string ?? "") }

  /// As `of`, by the text of an `apiVersion`.
  package static func of(apiVersion: String) -> String {
    apiVersion.firstIndex(of: "/").map { String(apiVersion[..<$0]) } ?? ""
  }
}
