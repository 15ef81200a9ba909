// Times reading all expressions of a tree, rules and dashboards: parsing, type check, what they use, printing; and
// checking the tree: what its rules, dashboards, monitors and routes lack.
//
//   swift run -c release --package-path Benchmarks PromQLBenchmark FOLDER

import Checks
import Foundation
import Kubernetes
import PromQL
import ValueTree
import YAML

guard let folder = CommandLine.arguments.dropFirst().first else {
  print("usage: PromQLBenchmark FOLDER, with manifests in YAML")
  exit(2)
}

/// What stands under `expr`, also in the JSON texts of dashboards.
func expressions(in value: Value) -> [String] {
  switch value {
  case .object(let object):
    return object.flatMap { key, value -> [String] in
      if key == "expr", let text = value.string { return [text] }
      if key.hasSuffix(".json"), let text = value.string, let document = try? JSONReader.read(Array(text.utf8)) {
        return expressions(in: document)
      }
      return expressions(in: value)
    }
  case .array(let values): return values.flatMap(expressions)
  default: return []
  }
}

func time(_ name: String, _ work: () throws -> Int) rethrows {
  let clock = ContinuousClock()
  var count = 0
  var best = Duration.seconds(3600)
  for _ in 0..<5 { best = min(best, try clock.measure { count = try work() }) }
  print("\(name): \(best.formatted(.units(allowed: [.milliseconds], fractionalPart: .show(length: 1)))), \(count)")
}

let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
let documents = try files.flatMap { file in
  let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: file)))
  return try YAMLReader.readAll(bytes, file: file)
}
let texts = documents.flatMap(expressions)
print("\(texts.count) expressions, \(texts.map(\.utf8.count).reduce(0, +) / 1000) kB; best of five")
time("parse") { texts.count { (try? PromQL.Expression(parsing: GrafanaText($0).text)) != nil } }
time("parse and analyse") {
  texts.count { text in
    guard let expression = try? PromQL.Expression(checking: GrafanaText(text).text) else { return false }
    return !ExpressionSummary(of: expression).metrics.isEmpty
  }
}
time("parse and print") { texts.count { (try? PromQL.Expression(parsing: GrafanaText($0).text))?.description != nil } }
time("normal form") { texts.count { (try? PromQL.Expression(parsing: GrafanaText($0).text))?.normalForm != nil } }
let objects = ObjectSet.collect(documents.map { ($0, nil) }).set
time("check the tree") { BuildCheck(objects).findings().count }
time("check a step to itself") { UpgradeCheck.findings(from: objects, to: objects).stillThere.count }
