import TestSupport
import Testing

@testable import PromQL

/// Whatever the text is, the parser gives an expression or a problem inside the text, in time that grows with the text.
@Suite("hostile input")
struct HostileInputTests {
  @Test("mutated expressions and random bytes give an expression or a problem in the text")
  func neverCrashes() throws {
    let count = Effort.count(full: 1_000_000, quick: 4_000)
    var mutation = Mutation(generator: SeededGenerator(seed: Effort.seed), corpus: Samples.expressions)
    var problems = 0
    for index in 0..<count {
      let text = index % 4 == 0 ? Self.noise(&mutation.generator) : mutation.next()
      do throws(Problem) {
        let expression = try Expression(parsing: text)
        _ = expression.typeProblems()
        #expect(expression.range.start >= 0 && expression.range.end <= text.utf8.count)
        let printed = expression.description
        #expect((try? Expression(parsing: printed))?.bare == expression.bare, "\(text.debugDescription)")
      } catch {
        problems += 1
        let length = text.utf8.count
        #expect(error.range.start <= error.range.end && error.range.end <= length, "\(text.debugDescription)")
        #expect(!error.message.isEmpty)
      }
      let grafana = GrafanaText(text)
      let end = grafana.original(TextRange(0, grafana.text.utf8.count)).end
      #expect(end == text.utf8.count, "\(text.debugDescription)")
    }
    print("read \(count) hostile texts, \(problems) of them wrong, seed \(Effort.seed)")
  }

  private static func noise(_ generator: inout SeededGenerator) -> String {
    let pieces =
      Samples.pieces + ["\u{0}", "😀", "$x", "${", "[[", "\\", "fill(", "min_of(", "step()", "anchored", "\r"]
    if generator.chance(50) { return (0..<generator.below(40)).map { _ in generator.pick(pieces) }.joined() }
    let bytes = (0..<generator.below(60)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "what is nested too deeply is a problem, whatever nests it",
    arguments: [
      ("(", "a", ")"), ("-", "a", ""), ("+", "1", ""), ("sum(", "a", ")"), ("a^", "a", ""), ("a+", "a", ""),
      ("", "a", "[5m:]"),
      ("a or (", "a", ")"), ("abs(-", "a", ")"), ("sum by(a)(", "a", ")"), ("", "a", " or a"), ("2^-", "a", ""),
      ("max_of(1,", "1", ")"),
    ])
  func deep(prefix: String, middle: String, suffix: String) throws {
    let text = { (count: Int) in
      String(repeating: prefix, count: count) + middle + String(repeating: suffix, count: count)
    }
    let fine = try Expression(parsing: text(90))
    #expect(try Expression(parsing: fine.description).bare == fine.bare)
    let problem = try #require(throws: Problem.self) { try Expression(parsing: text(20_000)) }
    #expect(problem.kind == .tooDeep(limit: Parser.depthLimit))
  }

  @Test(
    "durations have their own bound",
    arguments: [("(", "5m", ")"), ("-", "5m", ""), ("5m+", "5m", ""), ("5m^", "5m", ""), ("max_of(5m,", "5m", ")")])
  func deepDurations(prefix: String, middle: String, suffix: String) throws {
    let text = { (count: Int) in
      "a[\(String(repeating: prefix, count: count) + middle + String(repeating: suffix, count: count))]"
    }
    _ = try Expression(parsing: text(40))
    let problem = try #require(throws: Problem.self) { try Expression(parsing: text(20_000)) }
    #expect(problem.message.hasPrefix("the duration has more than"))
  }

  @Test(
    "time grows with the text and no faster",
    arguments: [
      "(", "-", "a+", "a or ", "sum(", "{", "[", "a[", "\"", "#\n", "a{b=\"c\"},", "1", "a", " ", "5m", "by(", "a,",
      "\"\\\\", "0x",
      "1_", "a:", "{a=~\"(\"", "on(", "@", "\"a\" ", "a[5m:", "a offset ",
    ])
  func linear(piece: String) {
    let text = String(repeating: piece, count: 200_000 / piece.utf8.count)
    let time = ContinuousClock().measure {
      _ = (try? Expression(parsing: text)).map { ($0.description, $0.typeProblems()) }
    }
    // A few tenths of a second, without optimisation; a minute if each byte looked at all before it.
    #expect(time < .seconds(8))
  }

  @Test("lists may be long: they are not nested")
  func wide() throws {
    let labels = (0..<20_000).map { "label_\($0)" }.joined(separator: ",")
    let matchers = (0..<20_000).map { "label_\($0)=\"x\"" }.joined(separator: ",")
    let text = "sum by (\(labels)) (a{\(matchers)})"
    let expression = try Expression(checking: text)
    #expect(try Expression(parsing: expression.description).bare == expression.bare)
    #expect(
      try Expression(parsing: "label_join(a" + String(repeating: ",\"b\"", count: 20_000) + ")").children.count
        == 20_001)
  }
}
