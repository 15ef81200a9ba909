import Jsonnet
import Platform

/// The files that a target's result depends on, and the places where imports were looked for.
///
/// Their text, which has them sorted and is what workers send and the cache keeps:
///
///     F 5e0a… /project/libsonnet/main.libsonnet
///     L /project/libsonnet/lib/alerts.libsonnet
///     L /project/vendor/alerts.libsonnet
///     = /elsewhere/alerts.libsonnet
///     - /project/own/lib/alerts.libsonnet
///
/// `L` is a path that leads to a file of the same path, unless a line with `=` says another one; at `-` there is none.
struct TraceInputs: Sendable, Hashable {
  /// A file that was imported, and what was in it.
  struct File: Sendable, Hashable {
    /// Absolute, without links.
    var path: String
    var digest: Digest
  }

  /// Sorted by path.
  let files: [File]
  /// Sorted by path.
  let lookups: [EvaluationOutput.Lookup]
  /// The digest of the text.
  let digest: Digest

  static func == (a: TraceInputs, b: TraceInputs) -> Bool { a.digest == b.digest }

  func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// The text of what an evaluation read. A line feed in a path is written as a NUL, which no path has.
  static func text(of output: EvaluationOutput) -> [UInt8] {
    var text: [UInt8] = []
    func add(_ mark: StaticString, _ path: String) {
      text += mark.withUTF8Buffer { Array($0) }
      text += path.utf8.lazy.map { $0 == lineFeed ? 0 : $0 }
      text.append(lineFeed)
    }
    for (path, digest) in zip(output.importedFiles, output.importDigests) { add("F ", "\(digest) \(path)") }
    for lookup in output.lookups {
      add(lookup.realPath == nil ? "- " : "L ", lookup.path)
      if let real = lookup.realPath, real != lookup.path { add("= ", real) }
    }
    return text
  }

  private static let lineFeed = UInt8(ascii: "\n")

  /// Reads the text; nil where it is none.
  init?(text: [UInt8]) {
    var files: [File] = []
    var lookups: [EvaluationOutput.Lookup] = []
    for line in text.split(separator: Self.lineFeed) {
      guard line.count > 2 else { return nil }
      let rest = String(decoding: line.dropFirst(2).lazy.map { $0 == 0 ? Self.lineFeed : $0 }, as: UTF8.self)
      switch line[line.startIndex] {
      case UInt8(ascii: "F"):
        guard let digest = Digest(hex: rest.prefix(64)), rest.count > 65 else { return nil }
        files.append(File(path: String(rest.dropFirst(65)), digest: digest))
      case UInt8(ascii: "L"): lookups.append(EvaluationOutput.Lookup(path: rest, realPath: rest))
      case UInt8(ascii: "="):
        guard !lookups.isEmpty else { return nil }
        lookups[lookups.count - 1].realPath = rest
      case UInt8(ascii: "-"): lookups.append(EvaluationOutput.Lookup(path: rest, realPath: nil))
      default: return nil
      }
    }
    self.files = files
    self.lookups = lookups
    digest = Digest(of: text)
  }

  /// Whether all is as it was.
  func hold(_ states: FileStates) -> Bool {
    lookups.allSatisfy { states.realPath(of: $0.path) == $0.realPath }
      && files.allSatisfy { states.digest(of: $0.path) == $0.digest }
  }

  /// What is not as it was, each path once: where imports were looked for, then contents.
  func changes(_ states: FileStates) -> [FileChange] {
    let moved = lookups.compactMap { lookup -> FileChange? in
      let now = states.realPath(of: lookup.path)
      guard now != lookup.realPath else { return nil }
      let kind: FileChange.Kind = now == nil ? .gone : lookup.realPath == nil ? .appeared : .changed
      return FileChange(path: lookup.path, kind: kind)
    }
    let known = Set(moved.map(\.path))
    return moved
      + files.filter { !known.contains($0.path) && states.digest(of: $0.path) != $0.digest }.map {
        FileChange(path: $0.path, kind: states.realPath(of: $0.path) == nil ? .gone : .changed)
      }
  }
}
