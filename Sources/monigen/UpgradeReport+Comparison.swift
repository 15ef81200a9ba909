import Diagnostics
import Fleet
import Foundation
import UpgradeReport

extension UpgradeReport {
  /// Compares every cluster that both sides have, as many at a time as there are processors.
  ///
  /// - Throws: a `DiagnosticList` or a `Diagnostic` where the objects of a cluster cannot be read.
  init(_ comparison: FleetComparison) async throws {
    self.init(from: comparison.from, to: comparison.to)
    addedClusters = comparison.added
    removedClusters = comparison.removed
    diagnostics = comparison.diagnostics
    let parts = try await Self.reports(on: comparison)
    clusters = parts.flatMap(\.clusters)
    diagnostics = (diagnostics + parts.flatMap(\.diagnostics)).inFileOrder()
  }

  /// One report for each pair, in their order.
  private static func reports(on comparison: FleetComparison) async throws -> [UpgradeReport] {
    let count = comparison.pairs.count
    let tasks = max(1, min(count, ProcessInfo.processInfo.activeProcessorCount))
    return try await withThrowingTaskGroup(of: [(index: Int, report: UpgradeReport)].self) { group in
      for first in 0..<tasks {
        group.addTask {
          var parts: [(index: Int, report: UpgradeReport)] = []
          for index in stride(from: first, to: count, by: tasks) {
            parts.append((index, try await report(on: comparison.pairs[index], of: comparison)))
          }
          return parts
        }
      }
      var parts: [(index: Int, report: UpgradeReport)] = []
      for try await some in group { parts += some }
      return parts.sorted { $0.index < $1.index }.map(\.report)
    }
  }

  private static func report(
    on pair: FleetComparison.Pair, of comparison: FleetComparison
  ) async throws -> UpgradeReport {
    let (from, to) = try await pair.objects()
    var builder = ReportBuilder(from: comparison.from, to: comparison.to)
    builder.add(cluster: pair.name, from: from.objects, to: to.objects)
    var report = builder.report()
    report.diagnostics += from.diagnostics + to.diagnostics
    return report
  }
}
