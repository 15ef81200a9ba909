import Diagnostics
import PromQL
import ValueTree

/// Something that is not there, and what asks for it: one rule or query, or all panels and variables of a dashboard.
struct Lack<What: Hashable> {
  /// What is not there.
  let what: What
  /// What asks first.
  let query: Query
  /// What it means for each that asks; a panel of several queries stands here once.
  private(set) var effects: [(query: Query, effect: MissingSeries.Effect)]

  /// Whether nothing is left of one of them.
  var isTotal: Bool { effects.contains { $0.effect.isTotal } }

  /// Puts together what queries lack, in their order.
  ///
  /// - Parameters:
  ///   - graph: the build.
  ///   - find: what one query lacks, in the order of its text, and what that means for it.
  static func all(
    in graph: RuleGraph, _ find: (Query, Expression) -> [(what: What, effect: MissingSeries.Effect)]
  ) -> [Lack] {
    var lacks: [Lack] = []
    var places: [Key: Int] = [:]
    for query in graph.queries {
      guard let expression = query.expression.expression else { continue }
      for (what, effect) in find(query, expression) {
        let key = Key(subject: query.isDashboard ? query.identity : [String(query.index)], what: what)
        if let place = places[key] {
          lacks[place].add(query, effect)
        } else {
          places[key] = lacks.count
          lacks.append(Lack(what: what, query: query, effects: [(query, effect)]))
        }
      }
    }
    return lacks
  }

  private struct Key: Hashable {
    var subject: [String]
    var what: What
  }

  private mutating func add(_ query: Query, _ effect: MissingSeries.Effect) {
    // Of one rule the gravest counts: it may ask twice.
    if !query.isDashboard {
      if effect.isTotal { effects = [(query, effect)] }
    } else if !effects.contains(where: { $0.query.path == query.path && $0.effect == effect }) {
      effects.append((query, effect))
    }
  }

  /// The finding about it.
  ///
  /// - Parameters:
  ///   - code: the finding's code.
  ///   - severity: how much it weighs for a rule or the adapter where nothing is left; else it is a warning.
  ///   - message: what the subject does, as `needs a:b, which no rule of the build records`.
  ///   - notes: what explains it further.
  ///   - condition: under what condition it is so, as words before what it means; empty where it surely is.
  ///   - hint: what to do.
  ///   - cause: what is not there.
  func finding(
    _ code: String, severity: Finding.Severity = .warning, message: String, notes: [Diagnostic.Note] = [],
    condition: String = "", hint: String, cause: TracedFinding.Cause
  ) -> TracedFinding {
    let isGrave = isTotal && !query.isDashboard && condition.isEmpty
    // Several rules that record one series may have the same to say.
    let notes = (notes + meanings(condition)).uniqued()
    let finding = Finding(
      isGrave ? severity : .warning, code: code, object: query.object, path: query.path,
      message: "\(query.subject) \(message)", notes: notes, hint: hint)
    return TracedFinding(finding, subject: query.identity, cause: cause, breaksWhenNew: isGrave)
  }

  /// What it means: one note for a rule, one for all panels and variables of a dashboard that it means the same for.
  private func meanings(_ condition: String) -> [Diagnostic.Note] {
    guard query.isDashboard else {
      return effects.map { Diagnostic.Note(condition + RuleWords.effect($1, on: $0), at: $0.source) }
    }
    var groups: [(origin: Query.Origin, effect: MissingSeries.Effect, queries: [Query])] = []
    for (query, effect) in effects {
      if let place = groups.firstIndex(where: { $0.origin == query.origin && $0.effect == effect }) {
        groups[place].queries.append(query)
      } else {
        groups.append((query.origin, effect, [query]))
      }
    }
    return groups.map { group in
      Diagnostic.Note(condition + RuleWords.dashboardEffect(group.effect, on: group.queries), at: query.source)
    }
  }
}
