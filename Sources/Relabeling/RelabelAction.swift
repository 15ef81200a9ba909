/// What a relabeling step does. In the order of Prometheus' documentation.
package enum RelabelAction: String, Hashable, Sendable, CaseIterable {
  case replace, lowercase, uppercase, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep

  /// Whether it has a label to write to or to compare with.
  var needsTarget: Bool {
    switch self {
    case .replace, .lowercase, .uppercase, .keepequal, .dropequal, .hashmod: true
    case .keep, .drop, .labelmap, .labeldrop, .labelkeep: false
    }
  }
}
