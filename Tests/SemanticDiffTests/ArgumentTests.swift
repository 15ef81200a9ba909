import SemanticDiff
import Testing

@Suite("Arguments")
struct ArgumentTests {
  @Test(
    "flags are matched by name in any order, everything else by its order",
    arguments: [
      ("[--a=1, --b]", "[--b, --a=1]", []),
      ("[--a=1]", "[--a=2]", [#"changed [--a]: "--a=1" -> "--a=2""#]),
      ("[--a=1]", "[--a=1, --b]", [#"added [--b]: "--b""#]),
      ("[--a=1, --b]", "[--a=1]", [#"removed [--b]: "--b""#]),
      ("[server, --a=1]", "[--a=1, server]", []),
      ("[one, two]", "[two, one]", ["moved [0]: 1 -> 0"]),
      ("[one, --a=1, two]", "[one, --a=1, three, two]", [#"added [2]: "three""#]),
      // A flag given several times is matched by its value first.
      ("[--l=1, --l=2]", "[--l=2, --l=1]", []),
      ("[--l=1, --l=2]", "[--l=2, --l=3]", [#"changed [--l=3]: "--l=1" -> "--l=3""#]),
      ("[--l=1]", "[--l=1, --l=2]", [#"added [--l=2]: "--l=2""#]),
      // The argument after a flag without '=' may be its value, and stays with it.
      ("[--a, x, --b, y]", "[--b, y, --a, x]", []),
      ("[--a, x, --b, y]", "[--b, x, --a, y]", [#"changed [--b]: "y" -> "x""#, #"changed [--a]: "x" -> "y""#]),
      ("[sh, -c, one]", "[sh, -c, two]", [#"changed [-c]: "one" -> "two""#]),
      ("[--a, x]", "[--a=x]", [#"changed [--a]: "--a" -> "--a=x""#, #"removed [--a]: "x""#]),
      // Nothing is a flag after '--'.
      ("[--, --a, --b]", "[--, --b, --a]", ["moved [1]: 2 -> 1"]),
      ("[1, --a=1]", "[--a=1, 1]", []),
      ("[--a=1, [x]]", "[{}]", [#"removed [--a]: "--a=1""#, #"removed [1]: ["x"]"#, "added [0]: {}"]),
    ])
  func arguments(from: String, to: String, expected: [String]) throws {
    func pod(_ arguments: String) -> String {
      "{ apiVersion: v1, kind: Pod, spec: { containers: [{ name: c, args: \(arguments) }] } }"
    }
    let place = "spec.containers[name=c].args"
    #expect(try lines(pod(from), pod(to)).map { $0.replacing(place, with: "") } == expected)
  }
}
