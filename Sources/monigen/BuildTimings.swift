import Fleet
import Foundation
import ValueTree

/// What `build --timings` tells: a line per target, summed over clusters, and how long the parts of the build took.
struct BuildTimings {
  var report: BuildReport

  /// All of it, with a line feed at the end.
  var text: String {
    let names = report.targetNames
    let sums = names.map { name in Sum(name: name, of: report.targets.filter { $0.target == name }) }
    let rows = sums + [Sum(name: "all", of: report.targets)]
    let table = Inventory(
      columns: ["target", "evaluated", "cached", "shared", "cpu", "longest", "in"], rows: Self.cells(rows))
    let times = report.times
    return table.formatted(as: .text) + """

      reading \(Self.seconds(times.reading)), evaluating \(Self.seconds(times.evaluating)), \
      writing \(Self.seconds(times.writing))

      """
  }

  /// What some outcomes cost together.
  private struct Sum {
    var name: String
    var evaluated = 0
    var cached = 0
    var shared = 0
    var time = Duration.zero
    /// The longest evaluation, the first of them among equals.
    var longest: (time: Duration, cluster: String)?

    init(name: String, of outcomes: [TargetOutcome]) {
      self.name = name
      for outcome in outcomes {
        switch outcome.origin {
        case .cached: cached += 1
        case .shared: shared += 1
        case .evaluated(let own):
          evaluated += 1
          guard let own else { continue }
          time += own
          if own > longest?.time ?? .zero { longest = (own, outcome.cluster) }
        }
      }
    }
  }

  private static func cells(_ sums: [Sum]) -> [[Value]] {
    let times = aligned(sums.map { $0.longest == nil ? "-" : seconds($0.time) })
    let longest = aligned(sums.map { $0.longest.map { seconds($0.time) } ?? "-" })
    return sums.indices.map { index in
      let sum = sums[index]
      return [
        .string(sum.name), .number(Number(sum.evaluated)), .number(Number(sum.cached)), .number(Number(sum.shared)),
        .string(times[index]), .string(longest[index]), .string(sum.longest?.cluster ?? ""),
      ]
    }
  }

  private static func aligned(_ cells: [String]) -> [String] {
    let width = cells.map(\.count).max() ?? 0
    return cells.map { String(repeating: " ", count: width - $0.count) + $0 }
  }

  /// `1.62 s`.
  private static func seconds(_ time: Duration) -> String {
    String(format: "%.2f s", time / .seconds(1))
  }
}
