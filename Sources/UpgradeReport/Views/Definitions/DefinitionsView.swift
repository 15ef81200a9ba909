import Kubernetes
import ValueTree

/// Custom resource definitions, summarised: what may refuse objects in full, the rest as counts.
enum DefinitionsView {
  /// How many fields one line names before it only counts.
  private static let namedFields = 5

  /// In the order of the definitions; those that do not differ as far as objects can tell are left out.
  static func changes(_ objects: [ObjectPair]) -> [DefinitionChange] {
    objects.compactMap { pair in
      switch (pair.from, pair.to) {
      case (let from?, let to?):
        guard let difference = DefinitionDifference(from: from, to: to) else { return nil }
        let details = lines(difference)
        return details.isEmpty
          ? nil : DefinitionChange(object: pair.reference, kind: .changed, what: difference.kind, details: details)
      case (nil, let to?): return whole(to, .added)
      case (let from?, nil): return whole(from, .removed)
      case (nil, nil): return nil
      }
    }
  }

  private static func whole(_ entry: ObjectSet.Entry, _ kind: DefinitionChange.Kind) -> DefinitionChange? {
    DefinitionView(entry.value).map { definition in
      DefinitionChange(
        object: entry.reference, kind: kind, what: definition.kind,
        details: ["versions: " + definition.versions.map(\.name).joined(separator: ", ")])
    }
  }

  private static func lines(_ difference: DefinitionDifference) -> [String] {
    var lines: [String] = []
    if let scope = difference.scope { lines.append("scope \(scope.from) -> \(scope.to)") }
    lines += difference.versionsRemoved.map { "version \($0) removed" }
    lines += difference.versionsUnserved.map { "version \($0) no longer served" }
    lines += difference.versionsAdded.map { "version \($0) added" }
    if let stored = difference.stored { lines.append("stored as \(stored.from) -> \(stored.to)") }
    return lines + difference.schemas.flatMap { version, schema in Self.lines(schema).map { "\(version): \($0)" } }
  }

  private static func lines(_ schema: SchemaDifference) -> [String] {
    var lines = schema.removed.map { "field \($0) removed" }
    lines += schema.required.map { "field \($0) required now" }
    lines += grouped(schema.tightened.map { (rule($0.keyword, $0.from, $0.to, gone: "no longer allows"), $0.path) })
    lines += grouped(schema.defaults.map { (rule("default", $0.from, $0.to, gone: "is no longer"), $0.path) })
    if !schema.added.isEmpty { lines.append("\(count(schema.added.count, "field")) added: \(list(schema.added))") }
    if schema.loosened > 0 { lines.append("\(count(schema.loosened, "validation")) loosened") }
    if schema.descriptions > 0 { lines.append("\(count(schema.descriptions, "description")) edited") }
    return lines
  }

  /// One line for each rule, with the fields that it is about.
  private static func grouped(_ all: [(rule: String, path: SchemaPath)]) -> [String] {
    var order: [String] = []
    var paths: [String: [SchemaPath]] = [:]
    for (rule, path) in all {
      if paths[rule] == nil { order.append(rule) }
      paths[rule, default: []].append(path)
    }
    return order.map { rule in
      let fields = paths[rule, default: []]
      return fields.count == 1
        ? "\(rule): \(list(fields))" : "\(rule) on \(count(fields.count, "field")): \(list(fields))"
    }
  }

  private static func rule(_ keyword: String, _ from: Value?, _ to: Value?, gone: String) -> String {
    switch (from, to) {
    case (nil, let to): "\(keyword) \(text(to)) is new"
    case (let from?, nil): "\(keyword) \(gone) \(text(from))"
    // Long texts that differ behind the cut.
    case (let from?, let to?) where text(from) == text(to): "\(keyword) changed"
    case (let from?, let to?): "\(keyword) \(text(from)) -> \(text(to))"
    }
  }

  /// A scalar as it is, anything else as JSON, cut where it would fill more than a line.
  private static func text(_ value: Value?) -> String {
    guard let value else { return "none" }
    let text = value == "" ? "\"\"" : value.scalarText ?? value.description
    return text.count <= 80 ? text : text.prefix(79) + "…"
  }

  private static func list(_ paths: [SchemaPath]) -> String {
    let names = paths.prefix(namedFields).map { $0.steps.isEmpty ? "the object itself" : $0.description }
    let more = paths.count > namedFields ? ", … \(paths.count - namedFields) more" : ""
    return names.joined(separator: ", ") + more
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
