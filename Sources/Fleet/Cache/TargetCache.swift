import Platform
import Synchronization

/// The results of targets by what they depend on: those of this run and, where there is a folder, of earlier ones.
///
///     evaluations/results/KEY          what each known result of a program depends on
///     evaluations/contents/AB/CDEF…    results, and the inputs that they depend on
///
/// It is never needed: a damaged or missing part is a miss. Of two builds that write one file at once, the later one
/// wins, and what the other knew is evaluated again some day.
final class TargetCache: Sendable {
  /// A result and what it depends on.
  struct Hit: Sendable {
    var trace: Trace
    /// The digest of the result's JSON.
    var digest: Digest
  }

  private struct State {
    /// By the program's key; what is not there was not looked for yet.
    var results: [Digest: KnownResults] = [:]
    var inputs: [Digest: TraceInputs?] = [:]
    /// Whether inputs are still as they were.
    var holding: [Digest: Bool] = [:]
    /// The results of this run, and those that were read.
    var texts: [Digest: [UInt8]] = [:]
    /// The keys with results that are not on disk yet.
    var changed: Set<Digest> = []
  }

  private let folder: String?
  private let contents: ContentStore?
  private let states: FileStates
  private let state = Mutex(State())

  /// - Parameter folder: where results outlive the run; nil for nowhere.
  init(folder: String?, states: FileStates) {
    self.folder = folder.map { "\($0)/evaluations" }
    contents = self.folder.map { ContentStore(folder: "\($0)/contents") }
    self.states = states
  }

  /// The result that the program would give for these variables, where it is known.
  func find(_ key: Digest, _ digests: VariableDigests) -> Hit? {
    state.withLock { state in
      var values: [[String]: String] = [:]
      for entry in results(key, &state).entries {
        let own = values[entry.variables] ?? digests.values(of: entry.variables)
        values[entry.variables] = own
        guard entry.values == own, let inputs = inputs(entry.inputs, &state), hold(inputs, &state) else { continue }
        return Hit(
          trace: Trace(inputs: inputs, variables: entry.variables, values: entry.values), digest: entry.result)
      }
      return nil
    }
  }

  /// What keeps the nearest known result of the program from being right: the one with the fewest variables that
  /// differ, among equals the latest.
  func reason(_ key: Digest, _ digests: VariableDigests) -> EvaluationReason {
    state.withLock { state in
      var nearest: (variables: [String], inputs: TraceInputs)?
      for entry in results(key, &state).entries {
        let changed = entry.changedVariables(for: digests)
        guard changed.count < nearest?.variables.count ?? .max, let inputs = inputs(entry.inputs, &state) else {
          continue
        }
        nearest = (changed, inputs)
      }
      guard let nearest else { return .nothingKnown }
      return .differs(variables: nearest.variables, files: nearest.inputs.changes(states))
    }
  }

  /// The variables that the program read the last time; nil where it is not known yet.
  func readVariables(_ key: Digest) -> [String]? {
    state.withLock { results(key, &$0).entries.first?.variables }
  }

  /// The JSON of a result; nil where the cache has lost it.
  func text(of digest: Digest) -> [UInt8]? {
    if let known = state.withLock({ $0.texts[digest] }) { return known }
    guard let bytes = contents?.read(digest) else { return nil }
    state.withLock { $0.texts[digest] = bytes }
    return bytes
  }

  /// Lets a result go that is known no more.
  func forget(_ hit: Hit, _ key: Digest) {
    state.withLock { state in
      var results = results(key, &state)
      results.remove(Self.entry(hit))
      state.results[key] = results
      state.changed.insert(key)
    }
  }

  /// Keeps what an evaluation gave.
  ///
  /// - Parameter isLasting: whether for later runs, too.
  func keep(_ output: BranchOutput, _ key: Digest, _ digests: VariableDigests, isLasting: Bool) -> Hit? {
    let inputsDigest = Digest(of: output.inputs), digest = Digest(of: output.text)
    if isLasting {
      contents?.write(output.inputs, inputsDigest)
      contents?.write(output.text, digest)
    }
    return state.withLock { state in
      // It may have been looked for already, and not been there.
      guard let inputs = (state.inputs[inputsDigest] ?? nil) ?? TraceInputs(text: output.inputs) else { return nil }
      state.inputs[inputsDigest] = .some(inputs)
      let trace = Trace(inputs: inputs, variables: output.variables, values: digests.values(of: output.variables))
      let hit = Hit(trace: trace, digest: digest)
      var results = results(key, &state)
      results.insert(Self.entry(hit))
      state.results[key] = results
      state.texts[digest] = output.text
      if isLasting { state.changed.insert(key) }
      return hit
    }
  }

  /// The files that the results which this run has looked at or made depend on.
  var files: Set<String> {
    state.withLock { state in Set(state.inputs.values.lazy.compactMap(\.self).flatMap(\.files).map(\.path)) }
  }

  /// Writes what this run has learned to disk; false where that is nothing.
  func save() -> Bool {
    guard let folder else { return false }
    let changed = state.withLock { state in
      defer { state.changed = [] }
      return state.changed.map { ($0, state.results[$0] ?? KnownResults()) }
    }
    for (key, results) in changed {
      var all = results
      // Another build may have learned something meanwhile.
      all.merge(Self.read(key, in: folder))
      if let text = all.text(key: key) { CacheFile.replace(Self.path(of: key, in: folder), with: text) }
    }
    return !changed.isEmpty
  }
}

extension TargetCache {
  private static func entry(_ hit: Hit) -> KnownResults.Entry {
    KnownResults.Entry(
      variables: hit.trace.variables, values: hit.trace.values, inputs: hit.trace.inputs.digest, result: hit.digest)
  }

  private static func path(of key: Digest, in folder: String) -> String { "\(folder)/results/\(key.hex)" }

  private static func read(_ key: Digest, in folder: String) -> KnownResults {
    let path = path(of: key, in: folder)
    guard let text = CacheFile.read(path), let results = KnownResults(text: text, key: key) else {
      return KnownResults()
    }
    CacheFile.markUsed(path)
    return results
  }

  private func results(_ key: Digest, _ state: inout State) -> KnownResults {
    if let known = state.results[key] { return known }
    let results = folder.map { Self.read(key, in: $0) } ?? KnownResults()
    state.results[key] = results
    return results
  }

  private func inputs(_ digest: Digest, _ state: inout State) -> TraceInputs? {
    if let known = state.inputs[digest] { return known }
    let inputs = contents?.read(digest).flatMap { TraceInputs(text: $0) }
    state.inputs[digest] = .some(inputs)
    return inputs
  }

  private func hold(_ inputs: TraceInputs, _ state: inout State) -> Bool {
    if let known = state.holding[inputs.digest] { return known }
    let holds = inputs.hold(states)
    state.holding[inputs.digest] = holds
    return holds
  }
}
