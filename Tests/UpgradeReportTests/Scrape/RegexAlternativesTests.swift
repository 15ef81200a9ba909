import Testing

@testable import UpgradeReport

@Suite("The texts that a regular expression lists")
struct RegexAlternativesTests {
  @Test(
    "bars and groups are opened, anything else stays as written",
    arguments: [
      ("up", ["up"]), ("a|b", ["a", "b"]), ("kube_(pod|node)_info|up", ["kube_pod_info", "kube_node_info", "up"]),
      ("kube_(endpoint_(address_ready|ports))", ["kube_endpoint_address_ready", "kube_endpoint_ports"]),
      ("(a|b)(c|d)", ["ac", "ad", "bc", "bd"]), ("x_bucket;(0.1|2\\.5e\\+06)", ["x_bucket;0.1", "x_bucket;2.5e+06"]),
      ("(?:a|b)c", ["ac", "bc"]), ("foo_.*", ["foo_.*"]), ("(a|b)?c", ["(a|b)?c"]), ("[a|b]c|d", ["[a|b]c", "d"]),
      ("[]|]x", ["[]|]x"]), ("\\(a\\|b\\)", ["\\(a\\|b\\)"]), ("^a|b$", ["a", "b"]), ("", [""]), ("|", ["", ""]),
    ])
  func alternatives(regex: String, expected: [String]) {
    #expect(RegexAlternatives.all(of: regex) == expected)
  }

  @Test(
    "what is broken or too much stays one text",
    arguments: [
      "(", ")", "a)", "(a|b", "(?i)a|b", "\\", String(repeating: "(", count: 100_000),
      String(repeating: "(a|b)", count: 40),
    ])
  func whole(regex: String) {
    #expect(RegexAlternatives.all(of: regex) == [regex])
  }

  @Test("a class that never ends is no reason to stop", arguments: ["[", "[\\", "a|[b"])
  func open(regex: String) {
    #expect(RegexAlternatives.all(of: regex).joined(separator: "|") == regex)
  }
}
