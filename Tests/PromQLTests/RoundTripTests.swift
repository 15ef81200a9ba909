import TestSupport
import Testing

@testable import PromQL

@Suite("printing and reading back")
struct RoundTripTests {
  @Test("whatever was printed reads back as the same expression, on one line or on several")
  func generated() throws {
    var expressions = RandomExpressions(generator: SeededGenerator(seed: Effort.seed))
    let count = Effort.count(full: 200_000, quick: 1_000)
    for _ in 0..<count {
      let made = expressions.expression()
      let text = made.description
      let read = try Expression(parsing: text)
      // Parentheses that the printer put in are there now.
      #expect(read.description == text)
      let again = try Expression(parsing: read.description)
      #expect(again.bare == read.bare, "\(text)")
      #expect(read.bare.withoutParentheses == made.bare.withoutParentheses, "\(text)")
      #expect(try Expression(parsing: read.pretty).bare == read.bare, "\(text)")
    }
    print("printed and read \(count) expressions, seed \(Effort.seed)")
  }

  @Test("every node knows where it stands")
  func ranges() throws {
    var expressions = RandomExpressions(generator: SeededGenerator(seed: Effort.seed))
    for _ in 0..<Effort.count(full: 20_000, quick: 300) {
      let text = expressions.expression().description
      let bytes = Array(text.utf8)
      try Expression(parsing: text).walk { node in
        let part = String(decoding: bytes[node.range.start..<node.range.end], as: UTF8.self)
        #expect((try? Expression(parsing: part))?.description == node.description, "\(part) of \(text)")
      }
    }
  }

  @Test(
    "every expression of upstream's rules and dashboards",
    .enabled(if: Manifests.folder != nil, Comment(rawValue: Manifests.missing)))
  func manifests() throws {
    let queries = try Manifests.queries()
    #expect(queries.count > 1_000)
    for query in queries {
      let text = query.isGrafana ? GrafanaText(query.text).text : query.text
      let expression = try Expression(checking: text)
      #expect(try Expression(checking: expression.description).bare == expression.bare, "\(query)")
      #expect(try Expression(checking: expression.pretty).bare == expression.bare, "\(query)")
    }
    print("read, printed and read again \(queries.count) expressions")
  }
}

extension Expression {
  /// The expression without the parentheses that only group.
  var withoutParentheses: Expression {
    if case .parentheses(let node) = self { return node.inner.withoutParentheses }
    return mapChildren(\.withoutParentheses)
  }
}
