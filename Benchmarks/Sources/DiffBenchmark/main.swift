// Times what `monigen diff OLD NEW` does between the disk and the text: reading both trees, comparing them into
// a report and writing it, once as they are and once with every object twice. The first round is cold: the process
// has done nothing before.
//
//   swift run -c release --package-path Benchmarks DiffBenchmark OLD-TREE NEW-TREE

import Foundation
import Kubernetes
import UpgradeReport
import ValueTree
import YAML

let folders = CommandLine.arguments.dropFirst().map { URL(filePath: $0) }
guard folders.count == 2 else {
  print("usage: DiffBenchmark OLD-TREE NEW-TREE")
  exit(2)
}

/// The objects below a folder; those of further copies have other names.
func read(_ folder: URL, copies: Int) throws -> (set: ObjectSet, bytes: Int) {
  let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted()
  var objects: [Value] = []
  var size = 0
  for copy in 0..<copies {
    var documents: [Value] = []
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
      size += bytes.count
      documents += try YAMLReader.readAll(bytes, file: file)
    }
    objects += ObjectSet.collect(documents.map { ($0, nil) }).set.entries.map { renamed($0.value, copy) }
  }
  return (ObjectSet.collect(objects.map { ($0, nil) }).set, size)
}

func renamed(_ value: Value, _ copy: Int) -> Value {
  guard copy > 0, case .object(var members) = value, case .object(var metadata)? = members["metadata"] else {
    return value
  }
  metadata["name"] = .string("\(metadata["name"]?.string ?? "")-\(copy)")
  members["metadata"] = .object(metadata)
  return .object(members)
}

struct Timing {
  var read: Duration
  var compare: Duration
  var write: Duration
  var total: Duration { read + compare + write }
}

func measure(copies: Int) throws -> (timing: Timing, summary: String) {
  let clock = ContinuousClock()
  let start = clock.now
  let old = try read(folders[0], copies: copies), new = try read(folders[1], copies: copies)
  let loaded = clock.now
  var builder = ReportBuilder(from: "old", to: "new")
  builder.add(cluster: "one", from: old.set, to: new.set)
  let report = builder.report()
  let compared = clock.now
  let lines = TextRenderer().render(report).split(separator: "\n").count
  let done = clock.now
  let objects = report.clusters[0].objects
  let summary =
    "\(Double((old.bytes + new.bytes) / 100_000) / 10) MB, +\(objects.added.count) -\(objects.removed.count) objects,"
    + " \(objects.changed.count) differ in \(objects.changed.map(\.changes.count).reduce(0, +)) places, \(lines) lines"
  return (Timing(read: loaded - start, compare: compared - loaded, write: done - compared), summary)
}

func text(_ duration: Duration) -> String { "\(duration / .milliseconds(1))".prefix { $0 != "." } + " ms" }

var best: [Int: Duration] = [:]
for (round, copies) in [1, 2, 1, 2, 1, 2, 1, 2].enumerated() {
  let (timing, summary) = try measure(copies: copies)
  best[copies] = min(best[copies] ?? timing.total, timing.total)
  let name = round == 0 ? "cold" : copies == 1 ? "again" : "twice the input"
  let parts = "read \(text(timing.read)), compare \(text(timing.compare)), write \(text(timing.write))"
  print("\(name): \(parts), together \(text(timing.total)) (\(summary))")
}
if let one = best[1], let two = best[2] { print("twice the input takes \((two / one * 100).rounded() / 100) times as long") }
