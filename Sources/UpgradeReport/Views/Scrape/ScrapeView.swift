import Kubernetes
import SemanticDiff
import ValueTree

/// What is scraped, and how: the endpoints of monitors that differ between two builds.
enum ScrapeView {
  /// In the order of objects; within an object what is about all of it first, then endpoints as they stand.
  ///
  /// - Parameter changes: what differs for each object that both sides have.
  static func changes(_ objects: [ObjectPair], _ changes: ObjectChanges) -> [ScrapeChange] {
    let found = Dictionary(changes.changed.map { ($0.object, $0.changes) }, uniquingKeysWith: { first, _ in first })
    return objects.flatMap { pair -> [ScrapeChange] in
      let old = pair.from.flatMap { MonitorView($0.value) }, new = pair.to.flatMap { MonitorView($0.value) }
      switch (pair.from, pair.to) {
      case (let from?, let to?) where new != nil:
        let monitor = MonitorComparison(from: from.value, to: to.value, old: old, new: new)
        return monitor.changes(found[pair.reference, default: []], of: pair.reference)
      default:
        return (new?.endpoints ?? old?.endpoints ?? []).map {
          ScrapeChange(
            object: pair.reference, kind: new == nil ? .removed : .added, what: EndpointText.name($0),
            details: EndpointText.lines($0))
        }
      }
    }
  }
}
