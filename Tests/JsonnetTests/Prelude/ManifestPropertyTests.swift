import Jsonnet
import Testing

@Suite struct ManifestPropertyTests {
  private static func program(_ make: inout ExpressionGenerator) -> String {
    let value = make.value(depth: 4)
    switch Int.random(in: 0..<6, using: &make.random) {
    case 0: return "std.manifestJson(\(value))"
    case 1: return "std.manifestJsonMinified(\(value))"
    case 2: return "std.escapeStringJson(\(value))"
    case 3:
      let layout = make.random.pick([
        "'', '', ':'", "'\\t', '\\r\\n'", "2, 3, 4", "'é', newline='|', key_val_sep='\\u0000'",
      ])
      return "std.manifestJsonEx(\(value), \(layout))"
    case 4: return "std.manifestJsonEx(indent='  ', value=\(value))"
    default: return "std.manifestJsonEx(\(value), \(make.random.pick(["'  '", "'    '", "''", "'é\\n'"])))"
    }
  }

  @Test func `manifestJsonEx gives what the library gives`() throws {
    let count = Comparison.count(200)
    print("manifestJsonEx: \(count) values, seed 3")
    var make = ExpressionGenerator(seed: 3)
    let project = try Project()
    for _ in 0..<(count / 50) { Comparison.expectSame((0..<50).map { _ in Self.program(&make) }, project: project) }
  }

  @Test func `manifestJsonEx fails as the library fails`() throws {
    let count = Comparison.count(30)
    print("manifestJsonEx: \(count) values that may fail, seed 5")
    var make = ExpressionGenerator(seed: 5)
    make.mayFail = true
    let project = try Project()
    for _ in 0..<count { Comparison.expectSame([Self.program(&make)], project: project) }
  }

  @Test func `Doubles have their shortest text in manifestJsonEx only`() throws {
    let project = try Project()
    var request = project.request(
      "std.manifestJsonEx([0.1, 1.5e-7, 1e21, 1e23, -0.0, 123456.789, 2.5, 1/3], '') + ' ' + 0.1 + ' %s' % [0.1]")
    request.stringOutput = true
    #expect(
      try project.evaluate(request) == """
        [
        0.1,
        1.5e-07,
        1000000000000000000000,
        99999999999999991611392,
        -0,
        123456.789,
        2.5,
        0.3333333333333333
        ] 0.10000000000000001 0.10000000000000001

        """)
  }
}
