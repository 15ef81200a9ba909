import Diagnostics
import PromQL
import ValueTree

/// Tells why a build has a finding that the one before did not have.
struct UpgradeCause {
  let from: BuildCheck
  let to: BuildCheck
  let step: UpgradeStep
  private let subjects: [[String]: Query]

  init(from: BuildCheck, to: BuildCheck, step: UpgradeStep) {
    (self.from, self.to, self.step) = (from, to, step)
    subjects = Dictionary(from.graph.queries.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The finding with its cause before what explains it otherwise, and with the weight of something that broke.
  func explained(_ traced: TracedFinding) -> TracedFinding {
    var (traced, finding) = (traced, traced.finding)
    let isKnown = subjects[traced.subject] != nil
    if traced.breaksWhenNew, isKnown { finding.severity = .breaking }
    var notes: [Diagnostic.Note] = []
    switch traced.cause {
    case .record(let name, let nearest):
      notes = recordNotes(name)
      if let other = step.renames[name] {
        finding.hint = "ask for \(other)"
      } else if !notes.isEmpty, nearest == nil {
        finding.hint = hint(forRecord: name)
      }
    case .label(let label, let name): notes = labelNotes(label, of: name)
    case .job(let value): notes = jobNotes(value)
    case .metric(let name, let places):
      notes = places.map { metricNote(name, $0) }
      // They say the same and since when.
      finding.notes.removeFirst(min(places.count, finding.notes.count))
    case .other: break
    }
    if notes.isEmpty, let note = newnessNote(traced) { notes = [note] }
    finding.notes = notes + finding.notes
    traced.finding = finding
    return traced
  }

  private func recordNotes(_ name: String) -> [Diagnostic.Note] {
    var notes = from.graph.recorders(of: name).map(RuleWords.place).uniqued().map {
      Diagnostic.Note("\(step.to) no longer records \(name), which \($0) recorded in \(step.from)")
    }
    if !notes.isEmpty, let other = step.renames[name] {
      let place = to.graph.recorders(of: other).first.map { " of \(RuleWords.place(of: $0))" } ?? ""
      notes.append(Diagnostic.Note("\(other)\(place) has nearly the same expression: it was renamed"))
    }
    return notes
  }

  /// What a recording rule that is gone was made of.
  private func hint(forRecord name: String) -> String? {
    from.graph.recorders(of: name).first.map { rule in
      "keep it in a library of your own, or ask for what it was made of: \(RuleWords.text(rule.expression.text))"
    }
  }

  private func labelNotes(_ label: String, of name: String) -> [Diagnostic.Note] {
    guard let before = from.graph.labels.ofNames[name], let after = to.graph.labels.ofNames[name],
      before[label] != after[label]
    else { return [] }
    return [
      Diagnostic.Note(
        "in \(step.from) \(name) had \(RuleWords.values(before[label], of: label)), "
          + "in \(step.to) it has \(RuleWords.values(after[label], of: label))")
    ]
      + from.graph.recorders(of: name).map { "it was \(RuleWords.text($0.expression.text))" }.uniqued()
      .prefix(1).map { Diagnostic.Note($0) }
  }

  private func jobNotes(_ value: String) -> [Diagnostic.Note] {
    guard value.hasPrefix("=\""), value.hasSuffix("\"") else { return [] }
    return from.series.jobs.sources(of: String(value.dropFirst(2).dropLast())).map {
      Diagnostic.Note("in \(step.from) the targets of \($0) had this job")
    }
  }

  private func metricNote(_ name: String, _ place: ScrapedSeries.Place) -> Diagnostic.Note {
    let isNew = !from.objects.entries.contains { $0.reference == place.monitor }
    let place = "\(place.monitor), \(place.path)"
    return Diagnostic.Note(
      isNew ? "\(step.from) did not have \(place)" : "\(name) is dropped since \(step.to) by \(place)")
  }

  /// Where nothing around it explains the finding, it is the subject that changed.
  private func newnessNote(_ traced: TracedFinding) -> Diagnostic.Note? {
    let now = to.graph.queries.filter { $0.identity == traced.subject }
    guard let first = now.first else { return nil }
    guard let before = subjects[traced.subject] else {
      return Diagnostic.Note("\(step.from) did not have \(first.subject)")
    }
    let isSame = now.contains { $0.expression.text == before.expression.text }
    return isSame || first.isDashboard
      ? nil : Diagnostic.Note("in \(step.from) its expression was \(RuleWords.text(before.expression.text))")
  }
}
