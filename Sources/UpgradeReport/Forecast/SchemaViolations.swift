import Checks
import Kubernetes
import ValueTree

/// Objects of the new build that the new build's own definitions refuse.
enum SchemaViolations {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let olds = DefinitionSchemas(upgrade.olds), news = DefinitionSchemas(upgrade.news)
    let pairs = upgrade.common.map { (old: Optional($0.from), new: $0.to) } + upgrade.added.map { (nil, $0) }
    return pairs.flatMap { old, new -> [Finding] in
      guard let violations = news.violations(of: new), !violations.isEmpty else { return [] }
      // What was wrong before is no matter of this step.
      let known = Set(old.flatMap(olds.violations) ?? [])
      return violations.filter { !known.contains($0) }.map { violation in
        Finding(
          .breaking, .schemaViolation, new.reference, path: violation.path.description,
          "the field \(violation.message) by the definition of the new build: the API server refuses the object",
          hint: "change what sets the field, in the variables, an overlay or the library")
      }
    }
  }
}

/// The schemas of a build's definitions, by the objects that they describe.
private struct DefinitionSchemas {
  private var schemas: [[String]: Object] = [:]

  init(_ entries: [ObjectSet.Entry]) {
    for definition in entries.compactMap({ DefinitionView($0.value) }) {
      for version in definition.versions where version.isServed {
        schemas[["\(definition.group)/\(version.name)", definition.kind]] = version.schema
      }
    }
  }

  /// nil for an object that no definition of the build describes.
  func violations(of entry: ObjectSet.Entry) -> [StructuralSchema.Violation]? {
    schemas[[entry.reference.apiVersion, entry.reference.kind]].map {
      StructuralSchema.violations(of: entry.value, schema: $0)
    }
  }
}
