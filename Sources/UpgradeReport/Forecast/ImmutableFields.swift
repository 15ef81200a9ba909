import Checks
import Kubernetes
import SemanticDiff
import ValueTree

/// Changes of fields that the API server refuses to change: the apply fails.
enum ImmutableFields {
  static func findings(_ upgrade: Upgrade) -> [Finding] {
    let fields = Dictionary(grouping: ImmutableField.all, by: \.kind)
    return upgrade.changed.flatMap { object in
      (fields[object.to.reference.groupAndKind] ?? []).flatMap { findings($0, object) }
        + frozen(object) + smallerClaim(object)
    }
  }

  private static func findings(_ field: ImmutableField, _ object: Upgrade.Changed) -> [Finding] {
    guard field.path.last == "*" else { return finding(field, at: field.path, object).map { [$0] } ?? [] }
    let parent = Array(field.path.dropLast())
    let members = [object.from, object.to].compactMap { value($0.value, at: parent)?.object?.keys }
    return Set(members.joined()).subtracting(field.except).sorted()
      .compactMap { finding(field, at: parent + [$0], object) }
  }

  private static func finding(_ field: ImmutableField, at path: [String], _ object: Upgrade.Changed) -> Finding? {
    let old = effective(value(object.from.value, at: path), field)
    let new = effective(value(object.to.value, at: path), field)
    if field.isKept, new == nil || object.to.value["spec"]?["type"] == "ExternalName" { return nil }
    guard old != new, object.changes.contains(where: { $0.path.isAbout(path) }) else { return nil }
    let reference = object.from.reference
    return Finding(
      .breaking, .immutableField, object.to.reference, path: ValuePath(steps: path.map { .key($0) }).description,
      "the API server refuses to change this field of a \(reference.kind)", hint: field.remedy.hint,
      command: field.remedy.command(for: reference))
  }

  private static func effective(_ value: Value?, _ field: ImmutableField) -> Value? {
    guard let value, !value.isNull, value != "" else { return field.standard }
    guard case .object(var members) = value else { return value }
    for (key, standard) in field.filledIn where members[key]?.isNull ?? true { members[key] = standard }
    return .object(members)
  }

  private static func value(_ object: Value, at path: [String]) -> Value? {
    object[ValuePath(steps: path.map { .key($0) })]
  }

  /// ConfigMaps and Secrets that said of themselves that they never change.
  private static func frozen(_ object: Upgrade.Changed) -> [Finding] {
    let reference = object.from.reference
    guard ["/ConfigMap", "/Secret"].contains(reference.groupAndKind), object.from.value["immutable"] == true else {
      return []
    }
    let keys = ["data", "stringData", "binaryData", "immutable"]
    guard object.changes.contains(where: { change in keys.contains { change.path.isAbout([$0]) } }) else { return [] }
    return [
      Finding(
        .breaking, .immutableField, object.to.reference, path: "immutable",
        "the \(reference.kind) is marked immutable in the cluster, so its data cannot change",
        hint: ImmutableField.Remedy.rename.hint, command: Kubectl.delete(reference))
    ]
  }

  /// A claim may grow and never shrink.
  private static func smallerClaim(_ object: Upgrade.Changed) -> [Finding] {
    let reference = object.from.reference
    let path = ["spec", "resources", "requests", "storage"]
    guard reference.groupAndKind == "/PersistentVolumeClaim",
      let old = value(object.from.value, at: path).flatMap(Quantity.init),
      let new = value(object.to.value, at: path).flatMap(Quantity.init), new < old
    else { return [] }
    return [
      Finding(
        .breaking, .immutableField, object.to.reference, path: path.joined(separator: "."),
        "a claim cannot become smaller", hint: ImmutableField.Remedy.migrate.hint)
    ]
  }
}

extension ChangePath {
  /// Whether a change here changes the value at a path of keys: it stands there, below it or above it.
  func isAbout(_ keys: [String]) -> Bool {
    zip(steps, keys).allSatisfy { step, key in
      if case .key(let name) = step { name == key } else { false }
    }
  }
}
