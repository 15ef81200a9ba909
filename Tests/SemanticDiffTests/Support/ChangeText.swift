import SemanticDiff
import ValueTree
import YAML

/// A change in one line, for expectations that read like a diff: `changed spec.replicas: 1 -> 2`.
func line(_ change: Change) -> String {
  var text = change.kind.rawValue + " " + change.path.description
  switch (change.from, change.to) {
  case (let from?, let to?): text += ": " + JSONWriter.compact(from) + " -> " + JSONWriter.compact(to)
  case (let value?, nil), (nil, let value?): text += ": " + JSONWriter.compact(value)
  case (nil, nil): break
  }
  return text
}

/// What changed between two objects in YAML, one line for each change.
func lines(_ from: String, _ to: String, definitions: [Value] = []) throws -> [String] {
  ObjectComparison(definitions: definitions)
    .changes(from: try YAMLReader.read(from), to: try YAMLReader.read(to)).map(line)
}
