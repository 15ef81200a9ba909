import Diagnostics
import ValueTree

extension ObjectSet {
  /// The objects of some documents, whatever order they came in.
  ///
  /// Lists (`List`, `RoleList`, …) are replaced by their items, empty documents and kustomize's own files left out.
  /// What is no object, and an object that stands twice (the last one is kept, as it is for `kubectl apply`), becomes a
  /// warning; everything else is collected all the same.
  ///
  /// - Parameter documents: values with the places that they were read from, where there are such.
  public static func collect(
    _ documents: [(value: Value, source: SourceLocation?)]
  ) -> (set: ObjectSet, diagnostics: [Diagnostic]) {
    var collector = ObjectCollector()
    for (value, source) in documents { collector.add(value, from: source) }
    return collector.finish()
  }
}

/// Gathers objects one document after another.
private struct ObjectCollector {
  private var entries: [ObjectSet.Entry] = []
  private var diagnostics: [Diagnostic] = []

  mutating func add(_ document: Value, from source: SourceLocation?) {
    // Lists may hold lists; the stack keeps the items in their order.
    var waiting = [(value: document, path: ValuePath.root)]
    while let (value, path) = waiting.popLast() {
      guard !value.isNull else { continue }
      guard let items = Self.items(of: value) else {
        add(object: value, at: path, from: source)
        continue
      }
      for (index, item) in items.enumerated().reversed() {
        waiting.append((Self.completed(item, from: value), path + "items" + index))
      }
    }
  }

  private mutating func add(object: Value, at path: ValuePath, from source: SourceLocation?) {
    if case .object(let members) = object, Self.isKustomization(members) { return }
    do throws(ManifestError) {
      let reference = try Manifest.reference(to: object, at: path)
      entries.append(ObjectSet.Entry(reference: reference, value: object, source: source))
    } catch {
      let place = error.path == .root ? "" : "\(error.path): "
      diagnostics.append(
        Diagnostic(
          "no Kubernetes object, so it is left out: \(place)\(error.message)", severity: .warning, at: source,
          hint: "every manifest needs apiVersion, kind and metadata.name"))
    }
  }

  /// Sorted, each object once.
  consuming func finish() -> (set: ObjectSet, diagnostics: [Diagnostic]) {
    let scope = ClusterScope(definitions: entries.map(\.value))
    var places: [ObjectIdentity: Int] = [:]
    var kept: [ObjectSet.Entry] = []
    for entry in entries {
      let identity = ObjectIdentity(of: entry.reference, scope: scope)
      guard let first = places[identity] else {
        places[identity] = kept.count
        kept.append(entry)
        continue
      }
      diagnostics.append(Self.duplicate(entry, first: kept[first]))
      kept[first] = entry
    }
    return (ObjectSet(entries: kept.sorted { $0.reference < $1.reference }), diagnostics)
  }

  private static func duplicate(_ entry: ObjectSet.Entry, first: ObjectSet.Entry) -> Diagnostic {
    let note = first.source.map { Diagnostic.Note("the first one stands here", at: $0) }
    return Diagnostic(
      "\(entry.reference) stands twice: only this one counts", severity: .warning, at: entry.source,
      notes: note.map { [$0] } ?? [], hint: "remove one of them: the one applied last overwrites the other")
  }

  /// The items where the value is a list of objects: kind `List`, or a typed one as `RoleList`.
  private static func items(of value: Value) -> [Value]? {
    guard value["kind"]?.string?.hasSuffix("List") == true else { return nil }
    return value["items"]?.array
  }

  /// The items of a typed list need not say again what the list says: its version, and its kind without `List`.
  private static func completed(_ item: Value, from list: Value) -> Value {
    guard case .object(var members) = item, let kind = list["kind"]?.string, kind != "List" else { return item }
    if members["kind"] == nil { members["kind"] = .string(String(kind.dropLast("List".count))) }
    if members["apiVersion"] == nil { members["apiVersion"] = list["apiVersion"] }
    return .object(members)
  }

  /// A `kustomization.yaml` beside the manifests: kustomize reads it, and the API server never sees it.
  private static func isKustomization(_ members: Object) -> Bool {
    members["apiVersion"]?.string?.hasPrefix("kustomize.config.k8s.io/") == true
  }
}
