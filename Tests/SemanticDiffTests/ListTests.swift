import SemanticDiff
import Testing
import ValueTree
import YAML

@Suite("Lists")
struct ListTests {
  @Test("items with a key are matched by it, wherever they stand")
  func keyed() throws {
    let from = """
      apiVersion: apps/v1
      kind: Deployment
      spec: { template: { spec: { containers: [
        { name: a, image: "x:1" }, { name: b, env: [{ name: K, value: "1" }] }, { name: gone } ] } } }
      """
    let to = """
      apiVersion: apps/v1
      kind: Deployment
      spec: { template: { spec: { containers: [
        { name: b, env: [{ name: L, value: "1" }, { name: K, value: "2" }] }, { name: new }, { name: a, image: "x:2" } ] } } }
      """
    #expect(
      try lines(from, to) == [
        #"removed spec.template.spec.containers[name=gone]: {"name":"gone"}"#,
        #"added spec.template.spec.containers[name=b].env[name=L]: {"name":"L","value":"1"}"#,
        #"changed spec.template.spec.containers[name=b].env[name=K].value: "1" -> "2""#,
        #"added spec.template.spec.containers[name=new]: {"name":"new"}"#,
        #"changed spec.template.spec.containers[name=a].image: "x:1" -> "x:2""#,
      ])
  }

  @Test(
    "a list that nothing is known of is compared in its order",
    arguments: [
      ("[a, b, c]", "[a, b, c]", []),
      ("[a, b, c]", "[a, x, b, c]", [#"added l[1]: "x""#]),
      ("[a, b, c]", "[a, c]", [#"removed l[1]: "b""#]),
      ("[a, b, c]", "[a, x, c]", [#"changed l[1]: "b" -> "x""#]),
      ("[a, b, c]", "[c, a, b]", ["moved l[0]: 2 -> 0"]),
      ("[a, a, b]", "[a, b]", [#"removed l[1]: "a""#]),
      ("[]", "[a]", [#"added l[0]: "a""#]),
      ("[{n: 1, v: 1}, {n: 2, v: 1}]", "[{n: 1, v: 1}, {n: 2, v: 2}]", ["changed l[1].v: 1 -> 2"]),
      ("[[1, 2]]", "[[1, 3]]", ["changed l[0][1]: 2 -> 3"]),
      ("[{name: a, v: 1}, {name: b}]", "[{name: b}, {name: a, v: 2}]",
        ["moved l[name=b]: 1 -> 0", "changed l[name=a].v: 1 -> 2"]),
      ("[{name: a, v: 1}, {name: a, v: 2}]", "[{name: a, v: 1}, {name: a, v: 3}]", ["changed l[1].v: 2 -> 3"]),
    ])
  func unknown(from: String, to: String, expected: [String]) throws {
    #expect(try lines("l: " + from, "l: " + to) == expected)
  }
}
