import Kubernetes
import SemanticDiff
import ValueTree

/// Two sides of one monitor.
struct MonitorComparison {
  let from: Value
  let to: Value
  let old: MonitorView?
  let new: MonitorView?

  /// Which part of the monitor a change is about.
  private enum Part: Hashable {
    case whole
    /// An endpoint that both sides have, by where each has it.
    case common(from: ValuePath, to: ValuePath)
    case added(ValuePath)
    case removed(ValuePath)
  }

  /// What the changes of the object say about scraping; labels and the like of the monitor itself do not count.
  func changes(_ changes: [Change], of object: ObjectReference) -> [ScrapeChange] {
    var order: [Part] = []
    var parts: [Part: [Change]] = [:]
    for change in changes where change.kind != .cosmetic && change.path.steps.first == .key("spec") {
      let part = part(of: change)
      if parts[part] == nil { order.append(part) }
      parts[part, default: []].append(change)
    }
    return order.compactMap { part in
      switch part {
      case .whole:
        return ScrapeChange(
          object: object, kind: .changed, what: "",
          details: parts[part, default: []].map { ChangeLine.text($0, dropping: 1) })
      case .common(let oldPath, let newPath):
        guard let before = endpoint(old, oldPath), let after = endpoint(new, newPath) else { return nil }
        let details = EndpointComparison(from: before, to: after, oldObject: from, newObject: to)
          .lines(parts[part, default: []])
        return ScrapeChange(object: object, kind: .changed, what: EndpointText.name(after), details: details)
      case .added(let path):
        return endpoint(new, path).map {
          ScrapeChange(object: object, kind: .added, what: EndpointText.name($0), details: EndpointText.lines($0))
        }
      case .removed(let path):
        return endpoint(old, path).map {
          ScrapeChange(object: object, kind: .removed, what: EndpointText.name($0), details: EndpointText.lines($0))
        }
      }
    }
  }

  private func endpoint(_ monitor: MonitorView?, _ path: ValuePath) -> MonitorView.Endpoint? {
    monitor?.endpoints.first { $0.path == path }
  }

  private func part(of change: Change) -> Part {
    guard let position = change.position else { return .whole }
    let oldPath = old?.endpoints.map(\.path).first { position.from.begins(with: $0) }
    let newPath = new?.endpoints.map(\.path).first { position.to.begins(with: $0) }
    // A whole endpoint that came or went has one side only, whatever stands at that place on the other.
    if change.kind == .added, let newPath, position.to == newPath, newPath.steps.count > 1 { return .added(newPath) }
    if change.kind == .removed, let oldPath, position.from == oldPath, oldPath.steps.count > 1 {
      return .removed(oldPath)
    }
    guard let oldPath, let newPath else { return .whole }
    return .common(from: oldPath, to: newPath)
  }
}

extension ValuePath {
  /// Whether the other path leads to this place or to something that holds it.
  fileprivate func begins(with other: ValuePath) -> Bool { steps.starts(with: other.steps) }
}
