import Foundation
import Jsonnet
import Platform
import Synchronization

/// The results of targets by what they depend on: those of this run and, where there is a folder, of earlier ones.
///
///     evaluations/traces/KEY.json      what each known result of a program depends on
///     evaluations/contents/AB/CDEF…    results, and the files that traces name
///
/// It is never needed: a damaged or missing part is a miss. Of two builds that write one file of traces at once, the
/// later one wins, and what the other knew is evaluated again some day.
final class TargetCache: Sendable {
  /// A result and what it depends on.
  struct Hit: Sendable {
    var trace: Trace
    /// JSON, as libjsonnet gave it.
    var text: String
    /// The digest of `text`.
    var digest: Digest

    init(trace: Trace, text: String, digest: Digest? = nil) {
      self.trace = trace
      self.text = text
      self.digest = digest ?? Digest(of: text)
    }
  }

  /// How many results one program may have: a fleet has one for each cluster at most, and a few of earlier days.
  private static let greatestCount = 1000

  private struct Entry: Sendable, Codable, Hashable {
    var inputs: String
    var variables: [Trace.Variable]
    var result: String
  }

  private struct State {
    /// By the program's key, the most recently used first; what is not there was not looked for yet.
    var entries: [Digest: [Entry]] = [:]
    var inputs: [String: TraceInputs?] = [:]
    /// Whether inputs are still as they were.
    var differences: [String: Trace.Difference?] = [:]
    var texts: [Digest: String] = [:]
    /// The keys with entries that are not on disk yet.
    var changed: Set<Digest> = []
  }

  private let folder: String?
  private let states: FileStates
  private let state = Mutex(State())

  /// - Parameter folder: where results outlive the run; nil for nowhere.
  init(folder: String?, states: FileStates) {
    self.folder = folder.map { "\($0)/evaluations" }
    self.states = states
  }

  /// The result that the program would give for these variables, where it is known.
  func find(_ key: Digest, _ digests: VariableDigests) -> Hit? {
    state.withLock { state in
      for (index, entry) in entries(key, &state).enumerated() {
        guard entry.variables.allSatisfy({ digests[$0.name] == $0.digest }),
          let inputs = inputs(entry.inputs, &state), difference(inputs, entry.inputs, &state) == nil,
          let digest = Digest(hex: entry.result), let text = text(digest, &state)
        else { continue }
        if index > 0 { state.entries[key]?.swapAt(0, index) }
        return Hit(trace: Trace(inputs: inputs, variables: entry.variables), text: text, digest: digest)
      }
      return nil
    }
  }

  /// What keeps the nearest known result of the program from being right; nil where none is known.
  func difference(_ key: Digest, _ digests: VariableDigests) -> Trace.Difference? {
    state.withLock { state in
      for entry in entries(key, &state) {
        guard let inputs = inputs(entry.inputs, &state) else { continue }
        return Trace(inputs: inputs, variables: entry.variables).difference(for: digests, states)
      }
      return nil
    }
  }

  /// The variables that the program read the last time; nil where it is not known yet.
  func readVariables(_ key: Digest) -> [String]? {
    state.withLock { entries(key, &$0).first?.variables.map(\.name) }
  }

  /// Keeps a result.
  func store(_ hit: Hit, _ key: Digest) {
    guard let encoded = try? Self.encoder.encode(hit.trace.inputs) else { return }
    let inputs = Digest(of: encoded).hex
    if let contents {
      contents.write(Array(encoded))
      contents.write(Array(hit.text.utf8))
    }
    state.withLock { state in
      var entries = entries(key, &state)
      entries.insert(Entry(inputs: inputs, variables: hit.trace.variables, result: hit.digest.hex), at: 0)
      state.entries[key] = Array(entries.prefix(Self.greatestCount))
      state.inputs[inputs] = hit.trace.inputs
      state.texts[hit.digest] = hit.text
      state.changed.insert(key)
    }
  }

  /// Writes what this run has learned to disk.
  func save() {
    guard folder != nil else { return }
    let changed = state.withLock { state in
      defer { state.changed = [] }
      return state.changed.map { ($0, state.entries[$0] ?? []) }
    }
    for (key, entries) in changed {
      var all = entries
      let known = Set(entries)
      // Another build may have learned something meanwhile.
      all += read(key).filter { !known.contains($0) }
      guard let bytes = try? Self.encoder.encode(Array(all.prefix(Self.greatestCount))) else { continue }
      CacheFile.replace(path(of: key), with: Array(bytes))
    }
  }
}

extension TargetCache {
  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private var contents: ContentStore? { folder.map { ContentStore(folder: "\($0)/contents") } }

  private func path(of key: Digest) -> String { "\(folder ?? "")/traces/\(key.hex).json" }

  private func read(_ key: Digest) -> [Entry] {
    guard folder != nil, let bytes = try? LocalFiles.read(path(of: key), shownAs: "") else { return [] }
    return (try? JSONDecoder().decode([Entry].self, from: Data(bytes))) ?? []
  }

  private func entries(_ key: Digest, _ state: inout State) -> [Entry] {
    if let known = state.entries[key] { return known }
    let entries = read(key)
    state.entries[key] = entries
    return entries
  }

  private func inputs(_ digest: String, _ state: inout State) -> TraceInputs? {
    if let known = state.inputs[digest] { return known }
    let inputs = Digest(hex: digest).flatMap { contents?.read($0) }.flatMap {
      try? JSONDecoder().decode(TraceInputs.self, from: Data($0))
    }
    state.inputs[digest] = .some(inputs)
    return inputs
  }

  private func difference(_ inputs: TraceInputs, _ digest: String, _ state: inout State) -> Trace.Difference? {
    if let known = state.differences[digest] { return known }
    let difference = inputs.difference(states)
    state.differences[digest] = .some(difference)
    return difference
  }

  private func text(_ digest: Digest, _ state: inout State) -> String? {
    if let known = state.texts[digest] { return known }
    guard let bytes = contents?.read(digest) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    state.texts[digest] = text
    return text
  }
}
