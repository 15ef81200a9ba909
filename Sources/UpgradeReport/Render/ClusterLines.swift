/// A line for each group of clusters of which the same is to be told.
///
///     ClusterLines(of: 4).lines("changes", [("a", "alerts 1 added"), ("b", "alerts 1 added")])
///     // ["changes in a, b: alerts 1 added"]
public struct ClusterLines: Sendable {
  /// How many names of clusters a line has at most.
  private static let shownNames = 5
  /// How many groups are told before the rest is only counted.
  private static let shownGroups = 10

  private let total: Int

  /// - Parameter total: how many clusters there are, with those of which nothing is told.
  public init(of total: Int) { self.total = total }

  /// The lines, without line ends, in the order in which the words first come.
  ///
  /// - Parameters:
  ///   - subject: what every line begins with.
  ///   - clusters: names, and what there is to tell.
  public func lines(_ subject: String, _ clusters: [(name: String, words: String)]) -> [String] {
    var groups: [(words: String, names: [String])] = []
    for (name, words) in clusters {
      if let index = groups.firstIndex(where: { $0.words == words }) {
        groups[index].names.append(name)
      } else {
        groups.append((words, [name]))
      }
    }
    let lines = groups.prefix(Self.shownGroups).map { "\(subject) in \(scope($0.names)): \($0.words)".visible }
    let rest = groups.dropFirst(Self.shownGroups).reduce(0) { $0 + $1.names.count }
    return rest == 0 ? lines : lines + ["\(subject) in \(rest) more clusters"]
  }

  private func scope(_ names: [String]) -> String {
    if names.count == total, total > 1 { return "all \(total) clusters" }
    let rest = names.count - Self.shownNames
    guard rest > 1 else { return names.joined(separator: ", ") }
    return names.prefix(Self.shownNames).joined(separator: ", ") + " and \(rest) more"
  }
}
