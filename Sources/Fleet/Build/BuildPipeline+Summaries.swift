import Diagnostics
import Jsonnet
import Platform

/// What targets have to know of their cluster's libraries, evaluated before them.
extension BuildPipeline {
  /// The programs, whose targets get the summaries of libraries; what fails is noted in the report.
  func summarised(_ programs: [Program], _ store: BuildStore, _ report: inout BuildReport) async -> [Program] {
    let asking = programs.filter { $0.summaries != nil }
    let outcomes = await evaluator(store).outcomes(asking.compactMap(\.summaries))
    report.note(outcomes, of: asking.map { ($0.cluster.name, Target.libraries.name) })
    var rest = outcomes[...]
    var summarised: [Program] = []
    for var program in programs {
      if let request = program.summaries {
        guard let outcome = rest.popFirst(), let summaries = await summaries(outcome, request, program, store, &report)
        else { continue }
        program.summaryInputs = summaries.inputs
        program.targets = TargetRequest.adding(summaries.variable, to: program.targets)
      }
      summarised.append(program)
    }
    return summarised
  }

  /// Has the programs read, while the summaries of libraries are evaluated, that will certainly be evaluated: of which
  /// nothing is known. One processor is left to the summaries.
  func readAhead(_ programs: [Program], _ store: BuildStore) -> ReadAhead {
    var seen: Set<Digest> = []
    let unknown = programs.filter { $0.summaries != nil }.compactMap(\.targets.first).filter { target in
      seen.insert(target.program.key).inserted && store.results.readVariables(target.key) == nil
    }
    return pool.readAhead(
      unknown.prefix(jobs - 1).map(\.program.evaluation), limits: settings.evaluationLimits)
  }

  private func summaries(
    _ outcome: TargetEvaluator.Outcome, _ request: TargetRequest, _ program: Program, _ store: BuildStore,
    _ report: inout BuildReport
  ) async -> (variable: EvaluationRequest.Variable, inputs: TraceInputs)? {
    guard var hit = explained(program, &report, { try outcome.result.get() }) else { return nil }
    var text = store.results.text(of: hit.digest)
    if text == nil {
      guard let again = await evaluateAgain(request, lost: hit, of: program, store, &report) else { return nil }
      hit = again
      text = store.results.text(of: hit.digest)
    }
    guard let text else { return nil }
    let variable = EvaluationRequest.Variable(
      name: EntryProgram.summariesName, json: String(decoding: text, as: UTF8.self))
    return (variable, hit.trace.inputs)
  }

  /// Evaluates what the cache named and has lost; what fails is noted in the report.
  func evaluateAgain(
    _ request: TargetRequest, lost hit: TargetCache.Hit, of program: Program, _ store: BuildStore,
    _ report: inout BuildReport
  ) async -> TargetCache.Hit? {
    store.results.forget(hit, request.key)
    let outcomes = await evaluator(store).outcomes([request])
    report.note(lost: request.target.name, of: program.cluster.name, outcomes, explained: options.explained)
    return explained(program, &report) { try outcomes.first?.result.get() } ?? nil
  }
}
