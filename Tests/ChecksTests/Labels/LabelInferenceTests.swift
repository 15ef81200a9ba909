import PromQL
import Testing

@testable import Checks

@Suite("Inferring labels")
struct LabelInferenceTests {
  /// `two` has the labels a and b alone, `one` the label a; of other series nothing is known.
  private static func infer(_ text: String) throws -> SeriesLabels? {
    var inference = LabelInference(isFilledIn: { $0.contains("$") }) { selector in
      switch selector.metric {
      case "one": .unlabelled.setting("a", .present)
      case "two": .unlabelled.setting("a", .present).setting("b", .any)
      default: .anything
      }
    }
    return inference.labels(of: try PromQL.Expression(checking: text))
  }

  /// `+a` surely there, `-a` surely not, `a="x"` there with this value, `?` for all others that may be there.
  private static func words(_ labels: SeriesLabels?) -> String {
    guard let labels else { return "scalar" }
    if labels.isEmpty { return "nothing" }
    let words = ["a", "b", "c"].compactMap { label -> String? in
      let values = labels[label]
      if values.isAbsent { return "-\(label)" }
      if values.alternatives.count == 1, case .exactly(let text)? = values.alternatives.first {
        return "\(label)=\(text)"
      }
      return values.isPresent ? "+\(label)" : nil
    }
    return (words + (labels.others.isAbsent ? [] : ["?"])).joined(separator: " ")
  }

  @Test(
    "of every kind of expression",
    arguments: [
      ("x", "?"), ("x{a='1'}", "a=1 ?"), ("x{a=''}", "-a ?"), ("x{a!=''}", "+a ?"), ("x{a=~'.+', b!~'.+'}", "+a -b ?"),
      ("x{a='1', a='2'}", "nothing"), ("one", "+a -b -c"), ("two", "+a -c"), ("one{b='1'}", "nothing"),
      ("sum(x)", "-a -b -c"), ("sum by (a) (x)", "-b -c"), ("sum by (a) (x{a='1', b='2'})", "a=1 -b -c"),
      ("sum without (a) (x{b='1'})", "-a b=1 ?"), ("topk by (a) (1, x{b='1'})", "b=1 ?"),
      ("count_values('c', one)", "-a -b +c"), ("count_values by (a) ('c', one)", "+a -b +c"),
      ("quantile by (a) (0.5, one)", "+a -b -c"), ("1 + 2", "scalar"), ("one + 1", "+a -b -c"), ("1 < one", "+a -b -c"),
      ("one * on (a) two", "+a -b -c"), ("two * on (a) one", "+a -b -c"), ("x * one", "+a -b -c"),
      ("x * ignoring (b) one", "+a -b -c"), ("x * on (a) group_left two", "+a ?"), ("x * on () group_left one", "?"),
      ("x * on (a) group_left (c) one", "+a -c ?"), ("two * on (a) group_right (b) x", "+a ?"),
      ("x * ignoring (b) group_left one", "+a -c"), ("one and x", "+a -b -c"), ("x and one", "+a -b -c"),
      ("x and on (a) one", "+a ?"), ("x unless one", "?"), ("one or two", "+a -c"), ("one or sum(x)", "-b -c"),
      ("x{a='1'} and on (a) x{a='2'}", "nothing"), ("sum(x{a='1', a='2'})", "nothing"),
      ("(x{a='1', a='2'}) or one", "+a -b -c"), ("rate(one[5m])", "+a -b -c"), ("abs(one)", "+a -b -c"),
      ("max_over_time(one[5m:1m])", "+a -b -c"), ("-one", "+a -b -c"), ("(one)", "+a -b -c"), ("scalar(one)", "scalar"),
      ("vector(1)", "-a -b -c"), ("hour()", "-a -b -c"), ("hour(one)", "+a -b -c"), ("time()", "scalar"),
      ("absent(x{a='1', b=~'2'})", "a=1 -b -c"), ("absent(x{a='1', a!='2'})", "-b -c"), ("absent(sum(x))", "-a -b -c"),
      ("absent((x{a='1'}))", "-b -c"), ("absent_over_time(x{a='1'}[5m])", "a=1 -b -c"),
      ("histogram_quantile(0.9, x{a='1'})", "a=1 ?"), ("sort(one)", "+a -b -c"), ("info(one)", "?"),
      ("label_replace(one, 'b', 'v', 'a', '.*')", "+a b=v -c"), ("label_replace(one, 'b', 'v', 'a', 'x')", "+a -c"),
      ("label_replace(one, 'b', '$1', 'a', '(.+)')", "+a +b -c"),
      ("label_replace(one, 'b', 'v', 'c', '.+')", "+a -b -c"),
      ("label_replace(one, 'b', '$1', 'c', '(.*)')", "+a -b -c"),
      ("label_replace(one, 'a', '', 'a', '.*')", "-a -b -c"),
      ("label_join(one, 'b', '', 'a')", "+a +b -c"), ("label_join(one, 'b', '', 'c')", "+a -b -c"),
      ("label_join(one, 'b', '-', 'c', 'c')", "+a +b -c"), ("label_join(one, 'a', '')", "-a -b -c"),
      ("x{a='$a'}", "?"), ("one * on (a) fill (0) two", "?"),
    ])
  func kinds(text: String, expected: String) throws {
    #expect(Self.words(try Self.infer(text)) == expected)
  }

  @Test("rules that stand on each other, in a circle too")
  func recorded() throws {
    let rules = Sample.rules([
      "record: 'a:a', expr: 'sum by (job, pod) (up)'", "record: 'b:b', expr: 'a:a * 2', labels: { kind: x }",
      "record: 'c:c', expr: 'd:d'", "record: 'd:d', expr: 'sum by (job) (c:c)'", "record: 'e:e', expr: 'e:e'",
    ])
    let graph = RuleGraph(try Sample.objects([rules]))
    #expect(graph.labels.ofNames["b:b"]?.names == ["job", "kind", "pod"])
    #expect(graph.labels.ofNames["d:d"]?["pod"].isAbsent == true)
    #expect(graph.labels.ofNames["e:e"] == .anything)
  }

  @Test("a chain of thousands of rules does no harm")
  func chain() throws {
    let rules = (0..<3_000).map { "record: 'r:\($0)', expr: 'sum by (job) (r:\($0 + 1))'" }
    let graph = RuleGraph(try Sample.objects([Sample.rules(rules)]))
    #expect(graph.labels.ofNames["r:0"]?["pod"].isAbsent == true)
    #expect(graph.labels.ofNames.count == 3_000)
  }

  @Test(
    "how texts begin that an expression matches",
    arguments: [
      ("LIST|GET", "LIST GET"), ("2..", "2…"), ("a(b|c)d", "abd acd"), ("(?:x|y)+", "x… y…"),
      ("ab?c", "a…"), ("ab*", "a…"),
      ("a\\\\.b", "a.b"), ("[ab]c", "…"), ("a[^b]", "a…"), (".*", "…"), ("", ""), ("a|", "a "),
      ("(?i)a", "…"), ("a{2}b", "…"),
      ("^a$", "…"), ("(a", "…"), ("a\\\\d", "a…"), ("\\\\pLx", "…"), ("a+b", "a…"), ("(a|b)?c", "…"),
    ])
  func beginnings(regex: String, expected: String) {
    let regex = regex.replacing("\\\\", with: "\\")
    let found = RegexBeginnings.all(of: regex).map { $0.text + ($0.isWhole ? "" : "…") }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test("more alternatives than anybody writes are any text")
  func many() {
    let many = LabelValues(Matcher("a", .regexMatch, (0..<200).map { "v\($0)" }.joined(separator: "|")))
    #expect(many == .present)
    let all = (0..<200).reduce(LabelValues.absent) { $0.union(.exactly("v\($1)")) }
    #expect(all.intersection(.exactly("other")).isImpossible == false)
  }
}
