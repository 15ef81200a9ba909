import Checks
import Kubernetes

/// Definitions that take less than before: objects that are no part of the build may be refused.
enum NarrowedDefinitions {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    upgrade.changed.flatMap { pair -> [Finding] in
      guard let old = DefinitionView(pair.from.value), let new = DefinitionView(pair.to.value) else { return [] }
      return new.versions.compactMap { version in
        guard version.isServed, let after = version.schema,
          let before = old.versions.first(where: { $0.name == version.name })?.schema
        else { return nil }
        let difference = SchemaComparison.difference(from: before, to: after)
        guard difference.mayRefuse else { return nil }
        return Finding(
          .warning, .definitionNarrowed, pair.to.reference, path: "spec.versions[name=\(version.name)]",
          "\(new.kind) \(version.name) takes less than before (\(words(difference))): objects that are no part of this"
            + " build may be refused, or lose fields",
          hint: "those of this build were checked; try the others with a dry run on the server before the apply",
          command: Kubectl.list(kind: new.kind, group: new.group))
      }
    }
  }

  private static func words(_ difference: SchemaDifference) -> String {
    let removed = difference.removed.count, required = difference.required.count, tightened = difference.tightened.count
    return [
      removed == 0 ? nil : "\(removed) \(removed == 1 ? "field" : "fields") gone",
      required == 0 ? nil : "\(required) newly required",
      tightened == 0 ? nil : "\(tightened) \(tightened == 1 ? "rule" : "rules") narrower",
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
