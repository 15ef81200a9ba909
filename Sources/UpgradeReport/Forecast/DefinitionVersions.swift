import Checks
import Kubernetes

/// Versions of custom resources that are no longer offered.
enum DefinitionVersions {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    upgrade.changed.flatMap { pair -> [Finding] in
      guard let old = DefinitionView(pair.from.value), let new = DefinitionView(pair.to.value) else { return [] }
      let served = Set(new.versions.filter(\.isServed).map(\.name)), known = Set(new.versions.map(\.name))
      return old.versions.compactMap { version in
        if version.isStored, !known.contains(version.name) { return stored(version.name, new, pair.to.reference) }
        guard version.isServed, !served.contains(version.name) else { return nil }
        return Finding(
          .breaking, .versionRemoved, pair.to.reference, path: "spec.versions[name=\(version.name)]",
          "\(version.name) of \(new.kind) is no longer served: who asks for it gets an error",
          hint: "write manifests of \(new.kind) in \(list(new)), and update the clients that ask for the old version",
          command: Kubectl.list(kind: new.kind, group: new.group))
      }
    }
  }

  private static func stored(_ name: String, _ new: DefinitionView, _ object: ObjectReference) -> Finding {
    Finding(
      .breaking, .versionRemoved, object, path: "spec.versions[name=\(name)]",
      "objects of \(new.kind) are stored as \(name), which is gone: the API server refuses the definition",
      hint: "store every object again in a version that stays, then take \(name) out of status.storedVersions",
      command: Kubectl.get(object))
  }

  private static func list(_ definition: DefinitionView) -> String {
    definition.versions.filter(\.isServed).map(\.name).joined(separator: " or ")
  }
}
