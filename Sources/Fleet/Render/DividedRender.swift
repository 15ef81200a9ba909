import Jsonnet
import ValueTree

/// The evaluation of a program that becomes files, in several processes.
///
/// The worker reads the program and the names of its keys, and divides; see `ShareConsumer`. Only a result of which
/// nothing can be told from that of one process counts. Where a share fails, or anything is printed, it is for one
/// process to say what the error is, and what was printed before.
struct DividedRender {
  private let evaluation: EvaluationRequest
  private let shares: Int

  /// What several keys stand on, each share evaluates for itself: with kube-prometheus mostly what dashboards import.
  /// More shares than processes would cost more than they even out, and more than this gain next to nothing.
  private static let mostShares = 8

  /// Nil where the program is not to be divided.
  init?(_ evaluation: EvaluationRequest, jobs: Int) {
    let shares = min(jobs, Self.mostShares)
    guard jobs > 1, !evaluation.stock,
      let consumer = ShareConsumer(count: shares, topLevelArguments: evaluation.topLevelArguments.map(\.name))
    else { return nil }
    var evaluation = evaluation
    evaluation.consumer = consumer.code
    self.evaluation = evaluation
    self.shares = shares
  }

  /// What the program evaluates to; nil where one process has to find out.
  func result(in pool: WorkerPool, limits: Limits) async -> Value? {
    let branches = (0..<shares).map { EvaluationBranch(number: $0, variables: evaluation.variables) }
    let outputs = await pool.silent.evaluate([(evaluation, branches)], limits: limits, jobs: shares).first ?? []
    let texts = outputs.compactMap { output in
      (try? output.get()).flatMap { $0.hasPrinted ? nil : $0.text }
    }
    guard texts.count == shares else { return nil }
    let values = ParallelMap.run(texts, jobs: shares) { try? JSONReader.read($0) }
    return Shares.joined(values)
  }
}
