import Checks
import Kubernetes
import ValueTree

/// Objects that the new build does not have: an apply leaves them behind, pruning deletes them.
enum RemovedObjects {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let successors = Successors(upgrade.added)
    return upgrade.removed.map { entry in
      fatal(entry) ?? successors.successor(of: entry).map { renamed(entry.reference, $0) } ?? orphan(entry.reference)
    }
  }

  /// Objects whose deletion takes others, or data, with it.
  private static func fatal(_ entry: ObjectSet.Entry) -> Finding? {
    let object = entry.reference
    switch object.groupAndKind {
    case "/Namespace":
      return Finding(
        .breaking, .namespaceDeleted, object,
        "the namespace is no longer part of the build: pruning deletes it, and everything in it",
        hint: "keep it out of what is pruned until nothing in it is needed", command: Kubectl.get(object))
    case "apiextensions.k8s.io/CustomResourceDefinition":
      let view = DefinitionView(entry.value)
      return Finding(
        .breaking, .definitionDeleted, object,
        "the definition is no longer part of the build: deleting it deletes every \(view?.kind ?? "object") of it",
        hint: "look which ones there are before it is pruned",
        command: view.map { Kubectl.list(kind: $0.kind, group: $0.group) })
    case "/PersistentVolumeClaim":
      return Finding(
        .breaking, .claimDeleted, object,
        "the claim is no longer part of the build: deleting it may delete its data",
        hint: "look at its volume's reclaim policy before it is pruned", command: Kubectl.get(object))
    default: return nil
    }
  }

  private static func renamed(_ object: ObjectReference, _ successor: ObjectReference) -> Finding {
    let now =
      object.name != successor.name
      ? "is called \(successor.name) now" : "is in namespace \(successor.namespace ?? "") now"
    return Finding(
      .warning, .objectRenamed, object,
      "the object \(now): an apply without pruning leaves the old one, and both are there",
      hint: "delete the old one when the new one works", command: Kubectl.delete(object))
  }

  private static func orphan(_ object: ObjectReference) -> Finding {
    Finding(
      .warning, .orphanedObject, object,
      "the object is no longer part of the build: an apply without pruning leaves it in the cluster, at work",
      hint: "delete it, or let whatever applies the build prune", command: Kubectl.delete(object))
  }
}

/// Finds the new object that is an old one under another name.
private struct Successors {
  private var byName: [[String]: [ObjectReference]] = [:]
  private var byContent: [Key: [ObjectReference]] = [:]

  private struct Key: Hashable {
    var kind: String
    var content: Value
  }

  init(_ added: [ObjectSet.Entry]) {
    for entry in added {
      let object = entry.reference
      byName[[object.groupAndKind, object.name], default: []].append(object)
      if let content = Self.content(entry.value) {
        byContent[Key(kind: object.groupAndKind, content: content), default: []].append(object)
      }
    }
  }

  /// The same name in another namespace, or the same content under another name; nil where several fit.
  func successor(of entry: ObjectSet.Entry) -> ObjectReference? {
    let object = entry.reference
    let sameName = byName[[object.groupAndKind, object.name]] ?? []
    if sameName.count == 1 { return sameName.first }
    let same = Self.content(entry.value).flatMap { byContent[Key(kind: object.groupAndKind, content: $0)] } ?? []
    return same.count == 1 ? same.first : nil
  }

  /// All that an object says besides its name; nil where that is next to nothing.
  private static func content(_ value: Value) -> Value? {
    guard var members = value.object else { return nil }
    for key in ["apiVersion", "kind", "metadata", "status"] { members[key] = nil }
    return members.isEmpty ? nil : .object(members)
  }
}
