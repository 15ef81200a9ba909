import Kubernetes
import SemanticDiff
import ValueTree

/// Two sides of one monitor.
struct MonitorComparison {
  private let from: Value
  private let to: Value
  private let olds: [ValuePath: MonitorView.Endpoint]
  private let news: [ValuePath: MonitorView.Endpoint]

  /// Two monitors of one kind.
  init(from: Value, to: Value) {
    self.from = from
    self.to = to
    (olds, news) = (Self.endpoints(of: from), Self.endpoints(of: to))
  }

  private static func endpoints(of monitor: Value) -> [ValuePath: MonitorView.Endpoint] {
    Dictionary(
      (MonitorView(monitor)?.endpoints ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

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
        guard let before = olds[oldPath], let after = news[newPath] else { return nil }
        let details = EndpointComparison(from: before, to: after, oldObject: from, newObject: to)
          .lines(parts[part, default: []])
        return ScrapeChange(object: object, kind: .changed, what: EndpointText.name(after), details: details)
      case .added(let path):
        return news[path].map {
          ScrapeChange(object: object, kind: .added, what: EndpointText.name($0), details: EndpointText.lines($0))
        }
      case .removed(let path):
        return olds[path].map {
          ScrapeChange(object: object, kind: .removed, what: EndpointText.name($0), details: EndpointText.lines($0))
        }
      }
    }
  }

  private func part(of change: Change) -> Part {
    guard let position = change.position else { return .whole }
    let oldPath = endpointPath(in: position.from, olds), newPath = endpointPath(in: position.to, news)
    // A whole endpoint that came or went has one side only, whatever stands at that place on the other.
    if change.kind == .added, let newPath, position.to == newPath, newPath.steps.count > 1 { return .added(newPath) }
    if change.kind == .removed, let oldPath, position.from == oldPath, oldPath.steps.count > 1 {
      return .removed(oldPath)
    }
    guard let oldPath, let newPath else { return .whole }
    return .common(from: oldPath, to: newPath)
  }

  /// The path of the endpoint that holds a place: `spec.endpoints[0]`, or `spec` where that is the endpoint.
  private func endpointPath(in place: ValuePath, _ endpoints: [ValuePath: MonitorView.Endpoint]) -> ValuePath? {
    [3, 1].lazy.map { ValuePath(steps: Array(place.steps.prefix($0))) }.first { endpoints[$0] != nil }
  }
}
