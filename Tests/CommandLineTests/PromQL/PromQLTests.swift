import Foundation
import Testing

@Suite("monigen promql")
struct PromQLTests {
  private static func promql(_ arguments: String..., input: String = "") throws -> Binary.Outcome {
    try Binary.run(["promql"] + arguments, in: FileManager.default.temporaryDirectory, input: input)
  }

  @Test("prints the canonical form of an expression")
  func canonical() throws {
    let outcome = try Self.promql("sum(rate(requests_total{code=~'5..'}[300s]))by(job)")
    #expect(outcome.output == "sum by (job) (rate(requests_total{code=~\"5..\"}[5m]))\n")
    #expect(outcome.status == 0)
  }

  @Test("shows what is wrong, where, and the function that was probably meant")
  func problem() throws {
    let outcome = try Self.promql("sum by (job) (\n  rat(requests_total[5m])\n)")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        <expression>:2:3: error: unknown function 'rat'
            2 |   rat(requests_total[5m])
              |   ^
          hint: did you mean 'rad'?

        """)
  }

  @Test("reads an expression a line, and goes on behind one that is wrong")
  func lines() throws {
    let outcome = try Self.promql("-", input: "a+b\n\nrate(c)\nd\n")
    #expect(outcome.output == "a + b\nd\n")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("<stdin>:3:6: error: expected a range vector as argument of 'rate', found"))
  }

  @Test("--json tells what is used")
  func json() throws {
    let outcome = try Self.promql("--json", "sum by (pod) (a{b='1'}) / on (pod) group_left (node) c")
    #expect(
      outcome.output == """
        {"expression":"sum by (pod) (a{b=\\"1\\"}) / on (pod) group_left (node) c",\
        "functions":["sum"],"labels":["b","node","pod"],"metrics":["a","c"]}

        """)
  }

  @Test("--pretty breaks what is long")
  func pretty() throws {
    let metric = String(repeating: "m", count: 60)
    let outcome = try Self.promql("--pretty", "sum by (job) (\(metric) / \(metric))")
    #expect(outcome.output == "sum by (job) (\n    \(metric)\n  /\n    \(metric)\n)\n")
  }

  @Test("--grafana reads variables and puts them back")
  func grafana() throws {
    let text = "sum by ($by) (rate(${prefix}_total{job=\"$job\"}[$__rate_interval]))"
    #expect(try Self.promql("--grafana", text).output == text + "\n")
    let wrong = try Self.promql("--grafana", "x[$__interval] + rat(y[5m])")
    #expect(wrong.errors.hasPrefix("<expression>:1:18: error: unknown function 'rat'"))
    #expect(try Self.promql("x[$__interval]").status == 2)
  }
}
