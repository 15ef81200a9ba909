extension Finding {
  /// The name of the alert or the recording rule that the path leads to or into; nil where it leads elsewhere.
  ///
  ///     Finding(…, path: "spec.groups[name=node].rules[alert=NodeDown].expr").rule  // "NodeDown"
  package var rule: String? {
    guard let path, let start = path.firstRange(of: ".rules[")?.upperBound else { return nil }
    // Labels may follow, where they tell rules of one name apart.
    let parts = path[start...].prefix { $0 != "]" && $0 != "," }.split(separator: "=", maxSplits: 1)
    return parts.count == 2 && ["alert", "record"].contains(parts[0]) ? String(parts[1]) : nil
  }
}
