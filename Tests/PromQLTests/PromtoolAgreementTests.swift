import Foundation
import TestSupport
import Testing

@testable import PromQL

/// The installed promtool and this parser accept the same, and blame the same place for what is wrongly typed. What
/// they disagree on has to be explained by the version of promtool, for each expression by itself.
@Suite("agreement with promtool")
struct PromtoolAgreementTests {
  @Test(
    "nearly right expressions", .enabled(if: Promtool.url != nil, Comment(rawValue: Promtool.missing)))
  func mutated() throws {
    let corpus = Samples.expressions + (try Manifests.queries().filter { !$0.isGrafana }.map(\.text))
    var mutation = Mutation(generator: SeededGenerator(seed: Effort.seed), corpus: corpus)
    let count = Effort.count(full: 100_000, quick: 3_000)
    try Self.check(Samples.expressions + (0..<count).map { _ in mutation.next() })
  }

  @Test(
    "well and badly typed expressions", .enabled(if: Promtool.url != nil, Comment(rawValue: Promtool.missing)))
  func generated() throws {
    var typed = RandomExpressions(generator: SeededGenerator(seed: Effort.seed))
    typed.usesNovelties = false
    var untyped = typed
    untyped.isTyped = false
    let count = Effort.count(full: 50_000, quick: 1_500)
    try Self.check((0..<count).map { $0 % 3 == 0 ? untyped.expression().description : typed.expression().description })
  }

  @Test(
    "every rule of upstream's manifests",
    .enabled(if: Promtool.url != nil && Manifests.folder != nil, Comment(rawValue: Manifests.missing)))
  func manifests() throws {
    let rules = try Manifests.queries().filter { !$0.isGrafana }.map(\.text)
    #expect(rules.count > 400)
    let complaints = try Promtool.complaints(about: rules)
    for (rule, complaint) in zip(rules, complaints) {
      #expect(complaint == nil && (try? Expression(checking: rule)) != nil, "\(rule)")
    }
  }

  private static func check(_ expressions: [String]) throws {
    let version = try #require(PrometheusVersion(try Promtool.version()))
    var tally = Tally()
    for start in stride(from: 0, to: expressions.count, by: 5_000) {
      let batch = Array(expressions[start..<min(start + 5_000, expressions.count)])
      for (text, complaint) in zip(batch, try Promtool.complaints(about: batch)) {
        let disagreement = tally.add(text, complaint, version)
        if let disagreement { Issue.record("\(disagreement): \(text.debugDescription)") }
      }
    }
    print("promtool \(version): \(tally.summary), seed \(Effort.seed)")
    #expect(tally.accepted > expressions.count / 20)
  }
}

/// How often the two agreed, and why they did not.
private struct Tally {
  var accepted = 0
  var refused = 0
  var mistyped = 0
  var explained: [String: Int] = [:]

  var summary: String {
    let reasons = explained.sorted { $0.key < $1.key }.map { "\($0.value) because of \($0.key)" }
    return "\(accepted) accepted, \(mistyped) mistyped at the same place, \(refused) refused by both; "
      + "different: \(reasons.isEmpty ? "none" : reasons.joined(separator: ", "))"
  }

  /// What is wrong, where the two do not agree and nothing explains it.
  mutating func add(_ text: String, _ complaint: Promtool.Complaint?, _ version: PrometheusVersion) -> String? {
    var expression: Expression?
    var problem: Problem?
    do throws(Problem) {
      expression = try Expression(parsing: text)
      problem = expression?.typeProblems().first
    } catch {
      problem = error
    }
    let novelty = expression.flatMap { Novelty.reason($0, of: text, in: version) }
    switch (problem, complaint) {
    case (nil, nil): accepted += 1
    case (nil, let complaint?):
      guard let novelty else { return "promtool refuses (\(complaint.message))" }
      explained[novelty, default: 0] += 1
    case (let problem?, nil): return "only monigen refuses (\(problem.message))"
    case (let problem?, let complaint?):
      guard expression != nil else {
        refused += 1
        return nil
      }
      let place = Self.place(problem.range.start, in: text)
      if place == (complaint.line, complaint.column) {
        mistyped += 1
      } else if let novelty {
        explained[novelty, default: 0] += 1
      } else {
        return "promtool blames \(complaint.line):\(complaint.column) (\(complaint.message)), monigen "
          + "\(place.0):\(place.1) (\(problem.message))"
      }
    }
    return nil
  }

  private static func place(_ offset: Int, in text: String) -> (Int, Int) {
    let before = Array(text.utf8.prefix(offset))
    let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
    return (lines.count, (lines.last?.count ?? 0) + 1)
  }
}

/// What one version of Prometheus reads and another does not.
private enum Novelty {
  /// Why a version refuses an expression that 3.14 reads; nil where it should not.
  static func reason(_ expression: Expression, of text: String, in version: PrometheusVersion) -> String? {
    let features = LanguageFeature.uses(in: expression, of: text).filter {
      !$0.feature.availability.contains(version) || $0.feature.availability.flag(in: version) != nil
    }
    if let first = features.first { return first.feature.rawValue }
    var reason: String?
    expression.walk { node in
      guard case .call(let call) = node, let function = Function.named(call.name) else { return }
      if !function.availability.contains(version) || function.availability.flag(in: version) != nil {
        reason = reason ?? "newer functions"
      }
    }
    if let reason { return reason }
    return text.firstMatch(of: /(?i)offset\s*[-+]?\s*[0.]+[smhdwy]*/) != nil ? "offsets of zero" : nil
  }
}
