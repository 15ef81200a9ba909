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
  struct Outcome: Sendable {
    var result: Result<TargetCache.Hit, DiagnosticList>
    var origin: Origin
  }

  /// Where the result of a request comes from.
  enum Origin: Sendable {
    /// It was evaluated, which took processors so long where it went well; the reason is there where it was asked for.
    case evaluated(Duration?, EvaluationReason?)
    case cached
    /// It is the result of the request at this place, which was evaluated.
    case shared(with: Int)
  }

  /// The branches of programs, each program once.
  typealias Programs = [(evaluation: EvaluationRequest, branches: [EvaluationBranch])]

  let cache: TargetCache
  /// How many worker processes there may be at a time.
  let jobs: Int
  /// Evaluates programs in worker processes, the results in the order of programs and branches; calls `onBranch`
  /// whenever one is done.
  let evaluate:
    @Sendable (_ programs: Programs, _ onBranch: @escaping @Sendable () -> Void) async
      -> [[Result<BranchOutput, DiagnosticList>]]
  /// The target whose evaluations are to have a reason; none where nil.
  var explained: String?
  /// Called whenever the evaluation has got further, from any thread.
  var onProgress: @Sendable (TargetProgress) -> Void = { _ in }

  /// What tells a result of this run.
  private struct Made: Hashable {
    var key: Digest
    var trace: Trace
  }

  /// The outcomes in the order of the requests.
  func outcomes(_ requests: [TargetRequest]) async -> [Outcome] {
    let keys = requests.map(\.key)
    var outcomes = [Outcome?](repeating: nil, count: requests.count)
    var pending = Array(requests.indices)
    var failing: Set<Digest> = []
    var made: [Made: Int] = [:]
    let tracker = ProgressTracker(total: requests.count, onChange: onProgress)
    while !pending.isEmpty {
      let before = pending.count
      pending.removeAll { index in
        guard let hit = cache.find(keys[index], requests[index].digests) else { return false }
        let other = made[Made(key: keys[index], trace: hit.trace)]
        outcomes[index] = Outcome(result: .success(hit), origin: other.map { .shared(with: $0) } ?? .cached)
        return true
      }
      let chosen = representatives(of: pending, requests, keys, failing: failing)
      let reasons = reasons(for: chosen, requests, keys)
      tracker.begin(
        reused: before - pending.count, running: chosen.count,
        isForeseen: pending.allSatisfy { cache.readVariables(keys[$0]) != nil })
      for (index, result) in await results(of: chosen, requests, onBranch: tracker.finishOne) {
        let hit = result.flatMap { output in
          let hit = cache.keep(output, keys[index], requests[index].digests, isLasting: !output.hasPrinted)
          return hit.map { .success($0) } ?? .failure(DiagnosticList([Diagnostic("a worker's answer is damaged")]))
        }
        outcomes[index] = Outcome(result: hit, origin: .evaluated(try? result.get().time, reasons[index]))
        if case .success(let hit) = hit { made[Made(key: keys[index], trace: hit.trace)] = index }
        if case .failure = result { failing.insert(keys[index]) }
      }
      tracker.end()
      let done = Set(chosen)
      pending.removeAll { done.contains($0) }
    }
    return outcomes.compactMap(\.self)
  }

  /// Why requests are evaluated, of those that somebody asks about. What is known has to be asked before.
  private func reasons(
    for chosen: [Int], _ requests: [TargetRequest], _ keys: [Digest]
  ) -> [Int: EvaluationReason] {
    guard let explained else { return [:] }
    let asked = chosen.filter { requests[$0].target.name == explained }
    return Dictionary(uniqueKeysWithValues: asked.map { ($0, cache.reason(keys[$0], requests[$0].digests)) })
  }

  /// Evaluates requests: those of one program share a worker, as far as that leaves no processor idle.
  private func results(
    of chosen: [Int], _ requests: [TargetRequest], onBranch: @escaping @Sendable () -> Void
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
      batches.map { batch in (requests[batch[0]].program.evaluation, batch.map { requests[$0].branch }) }, onBranch)
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
