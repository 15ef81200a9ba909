import Kubernetes
import ValueTree

/// What differs between two sides of a CustomResourceDefinition.
struct DefinitionDifference: Sendable {
  /// The definition itself.
  var object: ObjectReference
  /// The group and the kind that it defines, as `monitoring.coreos.com` and `ServiceMonitor`.
  var group: String
  var kind: String
  /// The old and the new scope where they differ.
  var scope: (from: String, to: String)?
  /// Versions that are new, in the order of the definition.
  var versionsAdded: [String] = []
  /// Versions that are gone.
  var versionsRemoved: [String] = []
  /// Versions that are still there and no longer served.
  var versionsUnserved: [String] = []
  /// The versions that objects are stored in, where they differ.
  var stored: (from: String, to: String)?
  /// The schemas of versions that both sides have, as far as they differ.
  var schemas: [(version: String, difference: SchemaDifference)] = []

  /// Compares two sides of a definition; nil where one of them is none.
  init?(from: ObjectSet.Entry, to: ObjectSet.Entry) {
    guard let old = DefinitionView(from.value), let new = DefinitionView(to.value) else { return nil }
    object = to.reference
    (group, kind) = (new.group, new.kind)
    if old.scope != new.scope { scope = (old.scope, new.scope) }
    let olds = Dictionary(old.versions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let news = Set(new.versions.map(\.name))
    versionsRemoved = old.versions.map(\.name).filter { !news.contains($0) }
    for version in new.versions {
      guard let before = olds[version.name] else {
        versionsAdded.append(version.name)
        continue
      }
      if before.isServed, !version.isServed { versionsUnserved.append(version.name) }
      let difference = SchemaComparison.difference(from: before.schema ?? [:], to: version.schema ?? [:])
      if difference != SchemaDifference() { schemas.append((version.name, difference)) }
    }
    let storedBefore = old.versions.first(where: \.isStored)?.name ?? ""
    let storedNow = new.versions.first(where: \.isStored)?.name ?? ""
    if storedBefore != storedNow { stored = (storedBefore, storedNow) }
  }
}
