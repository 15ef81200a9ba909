import Checks
import Kubernetes
import SemanticDiff

/// Takes the suppressed parts out of one cluster's report.
struct ReportCutter {
  /// The suppressions that count today, by their place in the settings.
  private let active: [(index: Int, suppression: Suppression)]
  /// The places of those that took something out.
  private(set) var used: Set<Int> = []
  /// How many changes and findings were taken out; cosmetic changes are not counted.
  private(set) var count = 0
  /// What became of the changes of each object that some were taken of.
  private var remains: [ObjectReference: Remains] = [:]

  /// The changes of one object, by whether they were taken out.
  private struct Remains {
    var suppressed: [ChangePath] = []
    var left: [ChangePath] = []
  }

  init(suppressions: [Suppression], isActive: (Suppression) -> Bool) {
    active = suppressions.enumerated().filter { isActive($0.element) }
      .map { (index: $0.offset, suppression: $0.element) }
  }

  mutating func cut(_ cluster: inout ClusterReport) {
    guard !active.isEmpty else { return }
    cluster.objects.added.removeAll { cutsWhole($0) }
    cluster.objects.removed.removeAll { cutsWhole($0) }
    cut(&cluster.objects.changed)
    cut(&cluster.findings)
    // What does not count for the exit code is left out without being counted.
    cut(&cluster.fixed, isCounted: false)
    cut(&cluster.stillThere, isCounted: false)
    cut(&cluster.alerts)
    cut(&cluster.records)
    cluster.images.removeAll { image in
      isCut(image.object) { path in
        path.mentions(image.container) && path.steps.last == .key("image") || path.description == image.container
      }
    }
    for view in [\ClusterReport.scrape, \.definitions, \.access, \.dashboards] {
      cluster[keyPath: view].removeAll { item in isCut(item.object) { _ in false } }
    }
  }

  mutating func cut(_ findings: inout [Finding], isCounted: Bool = true) {
    findings.removeAll { finding in cuts(isCounted: isCounted) { $0.fits(finding) } }
  }

  private mutating func cut(_ objects: inout [ObjectChanges.Changed]) {
    for index in objects.indices {
      let object = objects[index].object
      var remains = Remains()
      objects[index].changes.removeAll { change in
        let path = change.path.description
        let isCut = cuts(isCounted: change.kind != .cosmetic) { $0.fits(path, in: object) }
        if isCut {
          remains.suppressed.append(change.path)
        } else if change.kind != .cosmetic {
          remains.left.append(change.path)
        }
        return isCut
      }
      if !remains.suppressed.isEmpty { self.remains[object] = remains }
    }
    objects.removeAll(where: \.changes.isEmpty)
  }

  private mutating func cut(_ rules: inout RuleChanges) {
    rules.added.removeAll { isCut($0) }
    rules.removed.removeAll { isCut($0) }
    rules.changed.removeAll { isCut($0.from) && isCut($0.to) }
    rules.moved.removeAll { isCut($0.from) && isCut($0.to) }
    rules.renamed.removeAll { isCut($0.from) && isCut($0.to) }
  }

  private func isCut(_ rule: RuleReference) -> Bool {
    isCut(rule.object) { $0.mentions(rule.name) && $0.mentions(rule.group) }
  }

  /// Whether a view's item goes: with its whole object, or because all changes that it tells of went.
  private func isCut(_ object: ObjectReference, tellsOf: (ChangePath) -> Bool) -> Bool {
    if active.contains(where: { $0.suppression.fits(whole: object) }) { return true }
    guard let remains = remains[object] else { return false }
    return remains.left.isEmpty
      || remains.suppressed.contains(where: tellsOf) && !remains.left.contains(where: tellsOf)
  }

  private mutating func cutsWhole(_ object: ObjectReference) -> Bool {
    cuts(isCounted: true) { $0.fits(whole: object) }
  }

  /// Whether any suppression fits; all that do are used.
  private mutating func cuts(isCounted: Bool, _ fits: (Suppression) -> Bool) -> Bool {
    let fitting = active.filter { fits($0.suppression) }
    used.formUnion(fitting.map(\.index))
    if !fitting.isEmpty, isCounted { count += 1 }
    return !fitting.isEmpty
  }
}

extension ChangePath {
  /// Whether an item on the way is identified by this text.
  fileprivate func mentions(_ text: String) -> Bool {
    steps.contains { step in
      switch step {
      case .item(let fields): fields.contains { $0.value == text }
      case .member(let member): member == text
      case .key, .index, .document: false
      }
    }
  }
}
