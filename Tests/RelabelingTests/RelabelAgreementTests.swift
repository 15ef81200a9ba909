import Relabeling
import TestSupport
import Testing

@Suite("Agreement with Prometheus on relabeling")
struct RelabelAgreementTests {
  @Test(
    "random steps are taken or refused, and give the same labels, as promtool has it",
    .enabled(if: Promtool.url != nil, Comment(rawValue: Promtool.missing)))
  func random() throws {
    var source = RandomSteps(generator: SeededGenerator(seed: Effort.seed))
    var tally = (taken: 0, refused: 0, dropped: 0)
    for round in 0..<Effort.count(full: 1500, quick: 60) {
      let fields = (0..<(round % 3 == 0 ? 1 : 3)).map { _ in source.step() }
      let targets = (0..<25).map { _ in source.labels() }
      let expected = try Promtool.relabel(targets, by: fields)
      let steps = try? Relabel.steps(fields, dialect: .two)
      let place: Comment = "round \(round) of seed \(Effort.seed): \(fields.map(\.configuration))"
      #expect((steps == nil) == (expected == nil), place)
      guard let steps, let expected else {
        tally.refused += 1
        continue
      }
      tally.taken += 1
      for (index, labels) in targets.enumerated() {
        let found = Relabel.apply(steps, to: labels.merging(Self.own(index)) { $1 })
        if found == nil { tally.dropped += 1 }
        #expect(Self.comparable(found) == Self.comparable(expected[index]), "\(place), labels \(labels)")
      }
    }
    print("relabeling: \(tally), seed \(Effort.seed)")
    #expect(tally.taken > 20 && tally.refused > 2 && tally.dropped > 50)
  }

  /// What Prometheus gives a target before the steps.
  private static func own(_ index: Int) -> [String: String] {
    [
      "job": "job", "__address__": "host:\(index + 1)", "__metrics_path__": "/metrics", "__scheme__": "http",
      "__scrape_interval__": "1m", "__scrape_timeout__": "10s",
    ]
  }

  /// Without what Prometheus adds and takes away after the steps.
  private static func comparable(_ labels: [String: String]?) -> [String: String]? {
    labels?.filter { $0.key != "instance" && ($0.key != "__tmp") }
  }

  @Test("what is concluded from a part of the labels holds for all of them", arguments: RelabelDialect.allCases)
  func partial(dialect: RelabelDialect) {
    var source = RandomSteps(generator: SeededGenerator(seed: Effort.seed))
    var certain = 0
    for round in 0..<Effort.count(full: 200_000, quick: 6_000) {
      let fields = (0..<3).map { _ in source.step() }
      guard let steps = try? Relabel.steps(fields, dialect: dialect) else { continue }
      let labels = source.labels()
      let hidden = RandomSteps.labels.filter { _ in source.generator.chance(30) }
      let hasOthers = source.generator.chance(50)
      var whole = LabelSet(labels, hasOthers: false)
      var part = LabelSet(
        Dictionary(RandomSteps.labels.map { ($0, labels[$0] ?? "") }, uniquingKeysWith: { a, _ in a }),
        hasOthers: hasOthers)
      for name in hidden { part[name] = nil }
      let (outcome, _) = steps.apply(to: &whole)
      let (guess, _) = steps.apply(to: &part)
      let written = fields.map(\.configuration)
      let place: Comment = "round \(round) of seed \(Effort.seed): \(written) on \(labels), not \(hidden)"
      if guess != .uncertain { #expect(guess == outcome, place) }
      guard outcome == .kept, guess == .kept else { continue }
      certain += 1
      for (name, value) in whole.all { #expect(part[name] == nil || part[name] == value, place) }
      for (name, value) in part.all where value != nil { #expect(whole[name] == value, place) }
    }
    #expect(certain > 500)
  }
}
