import Foundation
import Relabeling
import TestSupport
import ValueTree

extension Promtool {
  /// What its service discovery shows: the labels of each target after the steps, in the order of the targets, nil for
  /// one that is dropped; nil for all where the steps are refused.
  static func relabel(_ targets: [[String: String]], by steps: [RelabelFields]) throws -> [[String: String]?]? {
    let statics = targets.enumerated().map { index, labels -> Value in
      let own = Object(labels.sorted { $0.key < $1.key }.map { ($0.key, Value.string($0.value)) })
      return ["targets": [.string("host:\(index + 1)")], "labels": .object(own)]
    }
    let job: Value = [
      "job_name": "job", "static_configs": .array(statics), "relabel_configs": .array(steps.map(\.configuration)),
    ]
    let file = FileManager.default.temporaryDirectory.appending(path: "relabel-\(UUID().uuidString).yml")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(JSONWriter.compact(["scrape_configs": [job]]).utf8).write(to: file)
    let text = try run(["check", "service-discovery", "--timeout=100ms", file.path, "job"])
    return text.hasPrefix("[") ? try results(try JSONReader.read(text), count: targets.count) : nil
  }

  private static func results(_ answer: Value, count: Int) throws -> [[String: String]?] {
    var found = [[String: String]?](repeating: nil, count: count)
    for target in answer.array ?? [] {
      guard let address = target["discoveredLabels"]?["__address__"]?.string,
        let index = Int(address.drop { $0 != ":" }.dropFirst()), found.indices.contains(index - 1)
      else { continue }
      found[index - 1] = target["labels"]?.object.flatMap { labels in
        let pairs = labels.map { ($0.key, $0.value.string ?? "") }
        return pairs.isEmpty ? nil : Dictionary(pairs, uniquingKeysWith: { a, _ in a })
      }
    }
    return found
  }
}
