import Fleet
import ValueTree

/// What `build --explain` tells: for each cluster why a target was evaluated, or whose result it has. Of variables it
/// names no values, which may be secrets.
struct BuildExplanation {
  var target: String
  var report: BuildReport
  var project: Project

  /// The target that has what all others of a cluster need to know of its libraries.
  private static let libraries = "libraries"
  /// How many variables or files are named; the rest is counted.
  private static let shown = 3

  /// A line per cluster, or more where the shares of a target came about differently, each with a line feed at its end.
  var text: String {
    let words = Dictionary(grouping: report.targets.filter { $0.target == target }, by: \.cluster)
      .mapValues { outcomes in outcomes.map { self.words($0) }.uniqued() }
    let lines = Set(report.targets.map(\.cluster)).sorted().flatMap { cluster in
      (words[cluster] ?? [missing(in: cluster)]).map { "\(cluster): \($0)\n" }
    }
    return lines.joined()
  }

  /// Why a cluster has not even been asked for the target.
  private func missing(in cluster: String) -> String {
    let others = report.targets.filter { $0.cluster == cluster }.map(\.target)
    // What the others need of the libraries comes first.
    if others.allSatisfy({ $0 == Self.libraries }) {
      return "\(target) was not evaluated: \(Self.libraries) failed before it"
    }
    let reason = target == Self.libraries ? "no library is switched on" : "the library is not switched on"
    return "has no target '\(target)': \(reason)"
  }

  private func words(_ outcome: TargetOutcome) -> String {
    switch outcome.origin {
    case .cached: "\(target) was reused from the cache"
    case .shared(let other): "\(target) is shared with \(other)"
    case .evaluated: "\(target) was evaluated: " + words(outcome.reason ?? .nothingKnown)
    }
  }

  private func words(_ reason: EvaluationReason) -> String {
    switch reason {
    case .nothingKnown:
      return "no result of its program is known; it is new, or a library, an overlay or monigen is another"
    case .lost: return "the cache has lost its result"
    case .differs(let variables, let files):
      let names = Self.list(variables, "variable", "variables")
      let differ = variables.count == 1 ? "differs" : "differ"
      let parts = [
        variables.isEmpty ? nil : "\(names) \(differ) from the nearest known result",
        files.isEmpty ? nil : Self.list(files.map(words), "file", "files"),
      ]
      return parts.compactMap(\.self).joined(separator: "; ")
    }
  }

  private func words(_ change: FileChange) -> String {
    let path = project.displayed(change.path)
    return switch change.kind {
    case .appeared: "\(path) appeared"
    case .changed: "\(path) changed"
    case .gone: "\(path) is gone"
    }
  }

  /// `file a changed`, `variables a, b, c and 4 more`.
  private static func list(_ items: [String], _ one: String, _ many: String) -> String {
    let rest = items.count - shown
    let names = items.prefix(shown).joined(separator: ", ")
    return (items.count == 1 ? one : many) + " " + names + (rest > 0 ? " and \(rest) more" : "")
  }
}
