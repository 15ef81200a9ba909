import Kubernetes
import SemanticDiff
import ValueTree

/// What is scraped, and how: the endpoints of monitors that differ between two builds.
enum ScrapeView {
  /// In the order of objects, and within an object of its changes.
  ///
  /// - Parameter changes: what differs for each object that both sides have.
  static func changes(_ objects: [ObjectPair], _ changes: ObjectChanges) -> [ScrapeChange] {
    let found = Dictionary(changes.changed.map { ($0.object, $0.changes) }, uniquingKeysWith: { first, _ in first })
    return objects.flatMap { pair -> [ScrapeChange] in
      switch (pair.from, pair.to) {
      case (let from?, let to?):
        guard MonitorView(to.value) != nil, let changes = found[pair.reference] else { return [] }
        return MonitorComparison(from: from.value, to: to.value).changes(changes, of: pair.reference)
      case (nil, let only?): return whole(only, .added)
      case (let only?, nil): return whole(only, .removed)
      case (nil, nil): return []
      }
    }
  }

  private static func whole(_ entry: ObjectSet.Entry, _ kind: ScrapeChange.Kind) -> [ScrapeChange] {
    (MonitorView(entry.value)?.endpoints ?? []).map {
      ScrapeChange(
        object: entry.reference, kind: kind, what: EndpointText.name($0), details: EndpointText.lines($0))
    }
  }
}
