import Relabeling
import ValueTree

/// The relabeling steps of one list, and what is wrong with those that are none.
struct RelabelList: Sendable, Hashable {
  /// Those that Prometheus takes, in their order, with their places in the list.
  private(set) var steps: [RelabelStep] = []
  private(set) var places: [Int] = []
  /// What is wrong with others, by their places in the list.
  private(set) var problems: [(place: Int, problem: RelabelProblem)] = []

  /// Reads a list; nothing is an empty one.
  init(_ value: Value?, spelling: RelabelFields.Spelling, pool: inout RegularExpressionPool) {
    for (place, item) in (value?.array ?? []).enumerated() {
      guard let fields = RelabelFields(item, spelling: spelling) else { continue }
      do throws(RelabelProblem) {
        steps.append(try RelabelStep(fields, pool: &pool))
        places.append(place)
      } catch {
        problems.append((place, error))
      }
    }
  }

  /// Takes the steps one after another.
  ///
  /// - Returns: what becomes of the labels, and the place in the list of the step that drops them or may do so.
  func apply(to labels: inout LabelSet) -> (outcome: RelabelStep.Outcome, place: Int?) {
    let (outcome, index) = steps.apply(to: &labels)
    let place = index.map { places[$0] }
    // A step that could not be read may have done anything.
    return problems.isEmpty || outcome == .dropped ? (outcome, place) : (.uncertain, place ?? problems.first?.place)
  }

  static func == (a: RelabelList, b: RelabelList) -> Bool {
    a.steps == b.steps && a.problems.isEmpty && b.problems.isEmpty
  }

  func hash(into hasher: inout Hasher) { hasher.combine(steps) }
}
