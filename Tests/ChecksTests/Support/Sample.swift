import Diagnostics
import Kubernetes
import ValueTree
import YAML

@testable import Checks

/// Small builds, written in a few lines.
enum Sample {
  /// The objects of YAML documents, each in a file of its own, `1.yaml` and so on.
  static func objects(_ documents: [String]) throws -> ObjectSet {
    let values = try documents.enumerated().flatMap { index, text in
      try YAMLReader.readAll(text, file: "\(index + 1).yaml").map { ($0, SourceLocation(file: "\(index + 1).yaml")) }
    }
    return ObjectSet.collect(values.map { (value: $0.0, source: $0.1) }).set
  }

  /// A PrometheusRule with one group, `group`. Each rule is a line of YAML without its braces:
  /// `record: a:b, expr: sum(c)`.
  static func rules(_ rules: [String], name: String = "rules", group: String = "group") -> String {
    """
    apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata: { name: \(name), namespace: monitoring }
    spec:
      groups:
        - name: \(group)
          rules:
    \(rules.map { "        - { \($0) }" }.joined(separator: "\n"))
    """
  }

  /// A ConfigMap with one dashboard, `Board`, whose panel and variable ask this, and whose data source is Prometheus.
  static func dashboard(panel: String? = nil, variable: String? = nil, type: String = "prometheus") -> String {
    let source: Value = ["type": .string(type), "uid": "$datasource"]
    let target: (String) -> Value = { ["expr": .string($0), "refId": "A"] }
    let panels: [Value] = panel.map { [["title": "Panel", "datasource": source, "targets": [target($0)]]] } ?? []
    let variables: [Value] =
      variable.map { [["type": "query", "name": "variable", "datasource": source, "query": .string($0)]] } ?? []
    let board: Value = [
      "title": "Board", "panels": .array(panels), "templating": ["list": .array(variables)],
    ]
    let map: Value = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "board", "namespace": "monitoring"],
      "data": ["board.json": .string(JSONWriter.compact(board))],
    ]
    return JSONWriter.compact(map)
  }

  /// A ConfigMap with the adapter's query for the cpu of nodes.
  static func adapter(_ query: String) -> String {
    let config: Value = ["resourceRules": ["cpu": ["nodeQuery": .string(query)]]]
    let map: Value = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "adapter-config", "namespace": "monitoring"],
      "data": ["config.yaml": .string(JSONWriter.compact(config))],
    ]
    return JSONWriter.compact(map)
  }

  /// The findings of a build, each as `severity code: message`; only those of a code, where one is given.
  static func findings(_ documents: [String], code: String? = nil) throws -> [String] {
    BuildCheck(try objects(documents)).findings().filter { code == nil || $0.code == code }
      .map { "\($0.severity) \($0.code): \($0.message)" }
  }
}
