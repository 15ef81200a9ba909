import Kubernetes
import SemanticDiff
import ValueTree

/// Two sides of one endpoint.
struct EndpointComparison {
  let from: MonitorView.Endpoint
  let to: MonitorView.Endpoint
  /// The monitors that hold them.
  let oldObject: Value
  let newObject: Value

  private static let lists: Set = ["relabelings", "metricRelabelings", "relabelingConfigs"]

  /// What the changes of the endpoint say: fields first, then series that are dropped now or no longer, then steps of
  /// relabelling that do something else.
  func lines(_ changes: [Change]) -> [String] {
    var fields: [String] = []
    var steps: [String] = []
    var known: Set<String> = []
    for change in changes {
      guard let place = place(of: change) else {
        fields.append(ChangeLine.text(change, dropping: to.path.steps.count))
        continue
      }
      // Several fields of one step make one line.
      steps += self.steps(change, place).filter { known.insert($0).inserted }
    }
    let filter = SeriesFilter.lines(
      from: SeriesFilter(from.metricRelabelings), to: SeriesFilter(to.metricRelabelings))
    let lines = fields + filter + steps
    // Filters that are written differently and, as far as this can tell, drop the same.
    return lines.isEmpty ? ["metricRelabelings changed"] : lines
  }

  /// The name of the list of relabelling steps that a change is in, and where the step stands on both sides.
  private func place(of change: Change) -> (list: String, old: ValuePath, new: ValuePath)? {
    guard let position = change.position,
      let index = position.to.steps.firstIndex(where: { step in
        if case .key(let key) = step { Self.lists.contains(key) } else { false }
      }), case .key(let list) = position.to.steps[index], index + 1 < position.to.steps.count,
      index + 1 < position.from.steps.count
    else { return nil }
    return (
      list, ValuePath(steps: Array(position.from.steps[...(index + 1)])),
      ValuePath(steps: Array(position.to.steps[...(index + 1)]))
    )
  }

  private func steps(_ change: Change, _ place: (list: String, old: ValuePath, new: ValuePath)) -> [String] {
    let isWhole = change.position?.to == place.new
    let old = isWhole && change.kind == .added ? nil : oldObject[place.old].flatMap(RelabelingView.init)
    let new = isWhole && change.kind == .removed ? nil : newObject[place.new].flatMap(RelabelingView.init)
    let known = [old, new].compactMap { $0 }
    if place.list == "metricRelabelings", known.allSatisfy(SeriesFilter.isFilter), change.kind != .moved { return [] }
    switch (old, new) {
    case (let old?, let new?) where change.kind == .moved || old == new:
      return ["\(place.list) moved: \(RelabelingText.text(new))"]
    case (let old?, let new?): return ["\(place.list): \(RelabelingText.text(old)) -> \(RelabelingText.text(new))"]
    case (nil, let new?): return ["\(place.list) added: \(RelabelingText.text(new))"]
    case (let old?, nil): return ["\(place.list) removed: \(RelabelingText.text(old))"]
    case (nil, nil): return ["\(place.list) changed"]
    }
  }
}
