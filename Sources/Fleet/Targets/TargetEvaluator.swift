import Diagnostics
import Jsonnet
import Platform

/// Evaluates the targets of a fleet, each result once for all clusters that it is right for.
///
/// It goes round by round: what the cache has is taken; of what is left, requests that will most likely read the same
/// variables and find the same values in them are one, and of each such group one request is evaluated; what that
/// teaches is in the cache for the next round. A round resolves what it evaluates, so there are at most as many rounds
/// as requests, and hardly ever more than three.
struct TargetEvaluator: Sendable {
  /// What becomes of one request.
  typealias Outcome = Result<TargetCache.Hit, DiagnosticList>

  /// The branches of programs, each program once.
  typealias Programs = [(evaluation: EvaluationRequest, branches: [EvaluationBranch])]

  let cache: TargetCache
  /// How many worker processes there may be at a time.
  let jobs: Int
  /// Evaluates programs in worker processes, the results in the order of programs and branches.
  let evaluate: @Sendable (Programs) async -> [[Result<BranchOutput, DiagnosticList>]]
  /// Called with each request's place when its outcome is there, and whether it was evaluated for that.
  var onFinish: @Sendable (_ index: Int, _ wasEvaluated: Bool) -> Void = { _, _ in }

  /// The outcomes in the order of the requests.
  func outcomes(_ requests: [TargetRequest]) async -> [Outcome] {
    let keys = requests.map(\.key)
    var outcomes = [Outcome?](repeating: nil, count: requests.count)
    var pending = Array(requests.indices)
    var failing: Set<Digest> = []
    while !pending.isEmpty {
      pending.removeAll { index in
        guard let hit = cache.find(keys[index], requests[index].digests) else { return false }
        outcomes[index] = .success(hit)
        onFinish(index, false)
        return true
      }
      let chosen = representatives(of: pending, requests, keys, failing: failing)
      for (index, result) in await results(of: chosen, requests) {
        outcomes[index] = result.flatMap { output in
          let hit = cache.keep(output, keys[index], requests[index].digests, isLasting: !output.hasPrinted)
          return hit.map { .success($0) } ?? .failure(DiagnosticList([Diagnostic("a worker's answer is damaged")]))
        }
        if case .failure = result { failing.insert(keys[index]) }
        onFinish(index, true)
      }
      let done = Set(chosen)
      pending.removeAll { done.contains($0) }
    }
    return outcomes.compactMap(\.self)
  }

  /// Evaluates requests: those of one program share a worker, as far as that leaves no processor idle.
  private func results(
    of chosen: [Int], _ requests: [TargetRequest]
  ) async -> [(index: Int, result: Result<BranchOutput, DiagnosticList>)] {
    var byProgram: [Digest: [Int]] = [:]
    var order: [Digest] = []
    for index in chosen {
      let key = requests[index].program.key
      if byProgram[key] == nil { order.append(key) }
      byProgram[key, default: []].append(index)
    }
    let share = max(Self.leastBranches, (chosen.count + jobs - 1) / max(1, jobs))
    let batches = order.flatMap { key in Self.chunks(of: byProgram[key] ?? [], size: share) }
    let results = await evaluate(
      batches.map { batch in (requests[batch[0]].program.evaluation, batch.map { requests[$0].branch }) })
    return zip(batches, results).flatMap { batch, results in zip(batch, results).map { (index: $0, result: $1) } }
  }

  /// To read a program takes as long as to evaluate a handful of branches.
  private static let leastBranches = 12

  private static func chunks(of indices: [Int], size: Int) -> [[Int]] {
    stride(from: 0, to: indices.count, by: size).map { Array(indices[$0..<min($0 + size, indices.count)]) }
  }

  /// One request of each group that will most likely have one result. A program that was never evaluated yet may read
  /// anything: then one request shows what it reads. One that failed teaches nothing: then all are evaluated.
  private func representatives(
    of pending: [Int], _ requests: [TargetRequest], _ keys: [Digest], failing: Set<Digest>
  ) -> [Int] {
    var seen: Set<[String]> = []
    return pending.filter { index in
      if failing.contains(keys[index]) { return true }
      let read = cache.readVariables(keys[index]) ?? []
      return seen.insert([keys[index].hex] + read.map { requests[index].digests[$0] }).inserted
    }
  }
}
