import Diagnostics

extension MissingMetric {
  /// The code of the findings.
  public static let code = "missing-metric"

  /// How many of those who ask for a metric are named.
  private static let shownUsers = 3

  /// A finding for each component, with a note for each metric.
  ///
  /// - Parameters:
  ///   - missing: in the order of components.
  ///   - list: what the list of metrics is called.
  public static func findings(_ missing: [MissingMetric], in list: String) -> [Finding] {
    Dictionary(grouping: missing, by: \.component).sorted { $0.key < $1.key }.map { component, metrics in
      let objects = Set(metrics.flatMap(\.users).map(\.object))
      return Finding(
        .warning, code: code, object: objects.count == 1 ? objects.first : nil,
        message: "\(component) asks for metrics that \(list) does not have",
        notes: metrics.map { Diagnostic.Note($0.words) },
        hint: "scrape what has them, or leave out what asks for them")
    }
  }

  private var words: String {
    var users: [String] = []
    for user in self.users where !users.contains(user.description) { users.append(user.description) }
    let rest = users.count - Self.shownUsers
    let more = rest > 0 ? ", … \(rest) more" : ""
    let reason = instead.map { instead in
      instead.reason.map { "; there is \(instead.name): \($0)" } ?? "; there is \(instead.name)"
    }
    return "\(name): \(users.prefix(Self.shownUsers).joined(separator: ", "))\(more)\(reason ?? "")"
  }
}
