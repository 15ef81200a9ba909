/// One relabeling step that Prometheus takes, with its defaults filled in.
package struct RelabelStep: Hashable, Sendable {
  package let action: RelabelAction
  /// The labels whose values, joined by `separator`, are what the step looks at.
  package let sourceLabels: [String]
  package let separator: String
  package let regex: RegularExpression
  /// The label to write to or to compare with; a template for `replace`.
  package let target: ReplacementTemplate
  package let replacement: ReplacementTemplate
  package let modulus: UInt64

  static let defaultRegex = "(.*)"
  static let defaultSeparator = ";"
  static let defaultReplacement = "$1"

  /// The step that the fields describe.
  ///
  /// - Parameter pool: regular expressions that were compiled before.
  package init(
    _ fields: RelabelFields, pool: inout RegularExpressionPool
  ) throws(RelabelProblem) {
    guard let action = RelabelAction(rawValue: (fields.action ?? "replace").lowercased()) else {
      throw .unknownAction(fields.action ?? "")
    }
    let modulus = UInt64(fields.modulus ?? "0")
    guard let modulus else { throw .badModulus(fields.modulus ?? "") }
    try fields.check(action, modulus: modulus, dialect: pool.dialect)
    self.action = action
    self.modulus = modulus
    sourceLabels = fields.sourceLabels ?? []
    separator = fields.separator ?? Self.defaultSeparator
    target = ReplacementTemplate(fields.targetLabel ?? "")
    replacement = ReplacementTemplate(fields.replacement ?? Self.defaultReplacement)
    let text = fields.regex ?? Self.defaultRegex
    do throws(RegularExpression.Problem) {
      regex = try pool.expression(text)
    } catch {
      switch error {
      case .invalid(let why): throw .badRegex(text, why: why)
      case .tooLarge: throw .regexTooLarge(text)
      }
    }
  }

  /// The one label that the step may write to; nil where it writes to none or where names depend on what it matches.
  package var onlyTarget: String? {
    switch action {
    case .replace, .lowercase, .uppercase, .hashmod: target.isConstant ? target.constant : nil
    case .keep, .drop, .keepequal, .dropequal, .labelmap, .labeldrop, .labelkeep: nil
    }
  }
}
