import ValueTree

/// A relabeling step as somebody wrote it: nil for what it leaves out, which is not always the same as the default.
package struct RelabelFields: Hashable, Sendable {
  /// How the names of the fields are written.
  package enum Spelling: Sendable {
    /// `sourceLabels`, in custom resources.
    case customResource
    /// `source_labels`, in Prometheus' configuration.
    case configuration
  }

  package var action: String?
  package var sourceLabels: [String]?
  package var separator: String?
  package var regex: String?
  package var targetLabel: String?
  package var replacement: String?
  package var modulus: String?

  /// A step that leaves everything out.
  package init() {}

  /// Reads a step leniently: a scalar of another type is taken as its text, what is no scalar as left out. nil for what
  /// is no object.
  package init?(_ value: Value, spelling: Spelling) {
    guard case .object(let members) = value else { return nil }
    let isResource = spelling == .customResource
    action = Self.text(members["action"])
    sourceLabels = members[isResource ? "sourceLabels" : "source_labels"]?.array.map { $0.compactMap(Self.text) }
    separator = Self.text(members["separator"])
    regex = Self.text(members["regex"])
    targetLabel = Self.text(members[isResource ? "targetLabel" : "target_label"])
    replacement = Self.text(members["replacement"])
    modulus = Self.text(members["modulus"])
    // prometheus-operator leaves out of the configuration what is empty in the resource, where empty means nothing.
    guard isResource else { return }
    if action?.isEmpty == true { action = nil }
    if sourceLabels?.isEmpty == true { sourceLabels = nil }
    if regex?.isEmpty == true { regex = nil }
    if targetLabel?.isEmpty == true { targetLabel = nil }
    if modulus == "0" { modulus = nil }
  }

  private static func text(_ value: Value?) -> String? {
    switch value {
    case .string(let text): text
    case .number(let number): number.text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object, nil: nil
    }
  }
}
