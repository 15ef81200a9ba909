import Testing

@testable import Checks

@Suite("The rule that a finding is about")
struct FindingRuleTests {
  @Test(
    "is read off its path",
    arguments: [
      ("spec.groups[name=node].rules[alert=NodeDown].expr", "NodeDown"),
      ("spec.groups[name=a=b].rules[record=job:up:sum]", "job:up:sum"),
      ("spec.groups[name=node].rules[alert=NodeDown,labels=x]", "NodeDown"),
      ("spec.endpoints[2]", nil), ("spec.groups[0].rules[3].expr", nil), (".rules[", nil), (".rules[]", nil),
      (".rules[alert=", nil), ("", nil), (nil, nil),
    ] as [(String?, String?)])
  func rule(path: String?, expected: String?) {
    #expect(Finding(.info, code: "x", path: path, message: "y").rule == expected)
  }
}
