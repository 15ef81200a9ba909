extension RelabelStep {
  /// What becomes of a target or a sample.
  package enum Outcome: Hashable, Sendable {
    case kept, dropped
    /// It depends on labels that are not known. Those that are left are as if it was kept.
    case uncertain
  }

  /// Takes the step: exactly as Prometheus does where all labels that it looks at are known, and forgetting what it may
  /// have changed where they are not.
  ///
  /// Source: `relabel` of Prometheus' `model/relabel` (2.42, 3.5).
  package func apply(to labels: inout LabelSet) -> Outcome {
    switch action {
    case .replace: replace(in: &labels)
    case .lowercase: labels[target.text] = text(of: labels).map { $0.goLowercased() }
    case .uppercase: labels[target.text] = text(of: labels).map { $0.goUppercased() }
    case .keep, .drop:
      guard let isMatch = matches(labels) else { return .uncertain }
      return isMatch == (action == .keep) ? .kept : .dropped
    case .keepequal, .dropequal:
      guard let text = text(of: labels), let other = labels[target.text] else { return .uncertain }
      return text.utf8.elementsEqual(other.utf8) == (action == .keepequal) ? .kept : .dropped
    case .hashmod: labels[target.text] = text(of: labels).map { String(remainder(of: $0)) }
    case .labelmap: mapNames(in: &labels)
    case .labeldrop, .labelkeep:
      for (name, _) in labels.all where regex.matches(name) == (action == .labeldrop) { labels[name] = "" }
    }
    return .kept
  }

  /// The values of the source labels, nil for those that are not known, with separators between them.
  private func pieces(of labels: LabelSet) -> [String?] {
    var pieces: [String?] = []
    for (index, label) in sourceLabels.enumerated() {
      if index > 0 { pieces.append(separator) }
      pieces.append(labels[label])
    }
    return pieces
  }

  /// What the step looks at; nil where a part of it is not known.
  private func text(of labels: LabelSet) -> String? {
    if sourceLabels.count == 1 { return labels[sourceLabels[0]] }
    let pieces = pieces(of: labels)
    let known = pieces.compactMap(\.self)
    return known.count == pieces.count ? known.joined() : nil
  }

  /// Whether the expression matches what the step looks at; nil where that is not certain.
  private func matches(_ labels: LabelSet) -> Bool? {
    text(of: labels).map(regex.matches) ?? regex.matches(pieces: pieces(of: labels))
  }

  private func replace(in labels: inout LabelSet) {
    guard let text = text(of: labels) else { return replaceUnknown(in: &labels) }
    guard let groups = regex.groups(in: text) else { return }
    let name = target.expanded(groups, of: regex)
    let value = replacement.expanded(groups, of: regex)
    let isName = regex.dialect.isLabelName(name)
    switch regex.dialect {
    case .two where !isName || value.isEmpty: labels[target.text] = ""
    case .two: labels[name] = value
    case .three: if isName { labels[name] = value }
    }
  }

  private func replaceUnknown(in labels: inout LabelSet) {
    let isMatch = matches(labels)
    if isMatch == false { return }
    guard target.isConstant else { return labels.forgetAll() }
    let name = target.constant
    guard replacement.isConstant else {
      labels[name] = nil
      return
    }
    if isMatch == true || labels[name] == replacement.constant {
      labels[name] = replacement.constant
    } else {
      labels[name] = nil
    }
  }

  private func mapNames(in labels: inout LabelSet) {
    let found = labels.all.filter { regex.matches($0.name) }
    if labels.hasOthers {
      // Labels that nobody knows may be copied anywhere that the template leads.
      guard replacement.isConstant else { return labels.forgetAll() }
      labels[replacement.constant] = nil
      return
    }
    for (name, value) in found {
      guard let groups = regex.groups(in: name) else { continue }
      labels[replacement.expanded(groups, of: regex)] = value
    }
  }

  /// The last eight bytes of the MD5 digest as a number, modulo `modulus`, which is not 0.
  private func remainder(of text: String) -> UInt64 {
    MD5.digest(of: Array(text.utf8)).suffix(8).reduce(0) { $0 << 8 | UInt64($1) } % max(1, modulus)
  }
}

extension Sequence<RelabelStep> {
  /// Takes the steps one after another, up to the first that drops the target or sample for certain.
  ///
  /// - Returns: what becomes of it, and the place of the step that drops it or may do so.
  package func apply(to labels: inout LabelSet) -> (outcome: RelabelStep.Outcome, place: Int?) {
    var doubt: Int?
    for (index, step) in enumerated() {
      switch step.apply(to: &labels) {
      case .kept: break
      case .dropped: return (.dropped, index)
      case .uncertain: doubt = doubt ?? index
      }
    }
    return (doubt == nil ? .kept : .uncertain, doubt)
  }
}

extension String {
  /// Go's `strings.ToLower`: each scalar by itself, unlike Swift's, which knows of whole words and of several letters
  /// for one.
  fileprivate func goLowercased() -> String { mapScalars(\.properties.lowercaseMapping) }

  /// Go's `strings.ToUpper`.
  fileprivate func goUppercased() -> String { mapScalars(\.properties.uppercaseMapping) }

  private func mapScalars(_ mapping: (Unicode.Scalar) -> String) -> String {
    var result = ""
    for scalar in unicodeScalars {
      let mapped = mapping(scalar).unicodeScalars
      result.unicodeScalars.append(mapped.count == 1 ? mapped.first ?? scalar : scalar)
    }
    return result
  }
}

extension RelabelStep {
  /// Whether its expression may match where some labels have these values and others any that do not hold the step's
  /// separator: names of metrics never do, other values hardly ever.
  package func mayMatch(_ known: [String: String]) -> Bool {
    let scalars = separator.unicodeScalars
    let pieces = pieces(of: LabelSet(known, hasOthers: true))
    return regex.matches(pieces: pieces, separator: scalars.count == 1 ? scalars.first : nil) != false
  }
}
