extension RelabelFields {
  /// Throws what Prometheus has against the step, in its order; regular expressions are left to RE2.
  ///
  /// Source: `Config.Validate` of Prometheus' `model/relabel` (2.42, 3.5).
  func check(_ action: RelabelAction, modulus: UInt64, dialect: RelabelDialect) throws(RelabelProblem) {
    let target = targetLabel ?? ""
    let replacement = replacement ?? RelabelStep.defaultReplacement
    if action == .hashmod, modulus == 0 { throw .zeroModulus }
    if action.needsTarget, target.isEmpty { throw .missingTarget(action) }
    if action.needsTarget, !isTarget(target, of: action, dialect) { throw .badTarget(target, action) }
    switch action {
    case .lowercase, .uppercase, .keepequal, .dropequal:
      if replacement != RelabelStep.defaultReplacement { throw .replacementNotAllowed(action) }
    case .labelmap:
      let isName = dialect == .three ? dialect.isLabelName(replacement) : Self.isNameTemplate(replacement)
      if !isName { throw .badReplacement(replacement, action) }
    case .replace, .keep, .drop, .hashmod, .labeldrop, .labelkeep: break
    }
    let isPlain = modulus == 0 && replacement == RelabelStep.defaultReplacement
      && (separator ?? RelabelStep.defaultSeparator) == RelabelStep.defaultSeparator
    switch action {
    case .keepequal, .dropequal:
      // Prometheus compares the compiled expression with that of its default, not the text.
      if !isPlain || regex != nil { throw .onlySourceAndTarget(action) }
    case .labeldrop, .labelkeep:
      if !isPlain || sourceLabels != nil || !target.isEmpty { throw .onlyRegex(action) }
    case .replace, .lowercase, .uppercase, .keep, .drop, .hashmod, .labelmap: break
    }
  }

  private func isTarget(_ text: String, of action: RelabelAction, _ dialect: RelabelDialect) -> Bool {
    switch (dialect, action) {
    case (.three, _), (.two, .hashmod): dialect.isLabelName(text)
    case (.two, _): Self.isNameTemplate(text)
    }
  }

  /// Whether a text is `^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$`: letters, digits and `_` that do not begin with a
  /// digit, and references to groups.
  static func isNameTemplate(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    guard let first = rest.first, !RelabelDialect.isDigit(first) else { return false }
    while let byte = rest.popFirst() {
      if RelabelDialect.isWordByte(byte) { continue }
      guard byte == UInt8(ascii: "$") else { return false }
      let hasBrace = rest.first == UInt8(ascii: "{")
      if hasBrace { rest = rest.dropFirst() }
      let name = rest.prefix(while: RelabelDialect.isWordByte)
      guard !name.isEmpty else { return false }
      rest = rest[name.endIndex...]
      if hasBrace, rest.popFirst() != UInt8(ascii: "}") { return false }
    }
    return true
  }
}
