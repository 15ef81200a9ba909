// Times reading and writing of JSON and YAML on a tree like those of a cluster: many small objects, long texts,
// numbers.
//
//   swift run -c release --package-path Benchmarks ReadWriteBenchmark [MEGABYTES]

import ValueTree
import YAML

let megabytes = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10

/// One manifest of about 2 kB: labels, a list of rules with an expression of two lines, numbers, and a JSON text as in
/// dashboards.
func manifest(_ index: Int) -> Value {
  let rules = (0..<6).map { rule -> Value in
    let expression = "sum by (pod) (\n  rate(container_cpu_usage_seconds_total{job=\"kubelet\"}[5m])\n) > \(rule)\n"
    return [
      "alert": .string("Alert\(index)Number\(rule)"), "for": "15m", "expr": .string(expression),
      "labels": ["severity": "warning", "threshold": .number(Number(Double(rule) + 0.25)), "on": "1:30"],
    ]
  }
  let dashboard = "{\n  \"title\": \"Panel \(index)\",\n  \"targets\": [\n    { \"expr\": \"up{job=\\\"x\\\"}\" }\n  ]\n}\n"
  return [
    "apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
    "metadata": [
      "name": .string("rules-\(index)"), "namespace": "monitoring", "generation": .number(Number(index)),
      "labels": ["app.kubernetes.io/name": "kube-prometheus", "app.kubernetes.io/part-of": "kube-prometheus", "prometheus": "k8s"],
    ],
    "spec": ["groups": [["name": "group", "interval": 30, "rules": .array(rules)]], "paused": false, "extra": .null],
    "data": ["dashboard.json": .string(dashboard)],
  ]
}

func time<Result>(_ name: String, bytes: Int? = nil, _ work: () throws -> Result) rethrows -> Result {
  let clock = ContinuousClock()
  var result = try work()
  var best = Duration.seconds(3600)
  for _ in 0..<3 {
    let start = clock.now
    result = try work()
    best = min(best, clock.now - start)
  }
  let seconds = Double(best.components.attoseconds) / 1e18 + Double(best.components.seconds)
  let rate = bytes.map { ", \(Int(Double($0) / seconds / 1_000_000)) MB/s" } ?? ""
  print("\(name): \(Int(seconds * 1000)) ms\(rate)")
  return result
}

var items: [Value] = []
var size = 0
while size < megabytes * 1_000_000 {
  let item = manifest(items.count)
  size += JSONWriter.compact(item).utf8.count
  items.append(item)
}
let tree = Value.array(items)
let json = Array(JSONWriter.compact(tree).utf8)
let yaml = Array(YAMLWriter.write(tree).utf8)
print("\(items.count) manifests, \(json.count / 1_000_000) MB of JSON, \(yaml.count / 1_000_000) MB of YAML; best of three")

let fromJSON = try time("read JSON", bytes: json.count) { try JSONReader.read(json) }
_ = try time("read JSON with places", bytes: json.count) { try JSONReader.readLocated(json, file: "x") }
_ = time("write JSON", bytes: json.count) { JSONWriter.compact(tree) }
_ = time("write YAML", bytes: yaml.count) { YAMLWriter.write(tree) }
let fromYAML = try time("read YAML", bytes: yaml.count) { try YAMLReader.read(yaml) }
_ = try time("read YAML with places", bytes: yaml.count) { try YAMLReader.readLocated(yaml, file: "x") }
_ = time("compare") { fromJSON == fromYAML }
_ = time("hash") { tree.hashValue }
precondition(fromJSON == tree && fromYAML == tree, "what was read is not what was written")
