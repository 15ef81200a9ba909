import Kubernetes
import ValueTree

/// Where a text stands that may be a document of its own.
package struct DocumentPlace: Sendable, Hashable {
  /// The API group of the object that holds it, empty for the core group.
  package var group: String
  /// The kind of that object: `ConfigMap`, `Secret`.
  package var kind: String
  /// Its name; nil where the object has none.
  package var name: String?
  /// From the object's root: `data`, `alertmanager.yaml`.
  package var path: ValuePath

  /// A place in an object of some kind.
  package init(group: String, kind: String, name: String?, path: ValuePath) {
    self.group = group
    self.kind = kind
    self.name = name
    self.path = path
  }
}

/// The documents that strings of an object hold, and values that must not be shown.
package enum EmbeddedDocument {
  /// The changes between two values at a place where documents stand: the members of `data`, `stringData` and
  /// `binaryData`, and those maps themselves where one of them is no map.
  ///
  /// - Parameters:
  ///   - from: the old value, whatever kind it is; nil where there was none.
  ///   - to: the new one, likewise; never equal to `from`.
  /// - Returns: changes whose paths start at the value (empty, or beginning with `.document`); nil where the value is no
  ///   document, so that it is compared like any other.
  package static func changes(from: Value?, to: Value?, at place: DocumentPlace) -> [Change]? {
    guard place.kind == "Secret" else { return nil }
    return [Change(path: ChangePath(), kind: from == nil ? .added : to == nil ? .removed : .changed)]
  }
}
