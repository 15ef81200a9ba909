import Kubernetes
import ValueTree

extension DashboardComparison {
  /// The dashboards that a ConfigMap holds, compared key by key and in the order of keys; those without a difference
  /// are left out.
  ///
  /// - Parameters:
  ///   - from: the ConfigMap as it was; nil where it is new.
  ///   - to: the ConfigMap as it is now; nil where it is gone.
  public static func all(from: Value?, to: Value?) -> [DashboardComparison] {
    let old = Payload(from ?? .null, isSecret: false).entries, new = Payload(to ?? .null, isSecret: false).entries
    return Set(old.keys).union(new.keys).sorted().compactMap { key in
      if let before = old[key]?.bytes, let after = new[key]?.bytes, before == after { return nil }
      switch (old[key].flatMap { dashboard($0, key) }, new[key].flatMap { dashboard($0, key) }) {
      case (let before?, let after?):
        let comparison = DashboardComparison(from: before, to: after, key: key)
        return comparison.changes.isEmpty ? nil : comparison
      case (let before?, nil): return DashboardComparison(.removed, before, key: key)
      case (nil, let after?): return DashboardComparison(.added, after, key: key)
      case (nil, nil): return nil
      }
    }
  }

  private static func dashboard(_ entry: Payload.Entry, _ key: String) -> Value? {
    guard let text = entry.text else { return nil }
    let content = DocumentContent(text, key: key)
    return content.kind == .dashboard ? content.tree : nil
  }
}
