import Jsonnet
import Testing

@Suite struct FormatPropertyTests {
  /// A format string as source text, and how many values of which kind it wants.
  private struct Format {
    var text = ""
    /// `s`, `n` or `c`, and the name where there is one.
    var wants: [(kind: Character, name: String)] = []
  }

  private static func format(_ random: inout SeededGenerator, wild: Bool) -> Format {
    var format = Format()
    for index in 0..<Int.random(in: 0...4, using: &random) {
      format.text += random.pick(["", "a", " b ", "é", "x: ", "日本\\n", "'"])
      format.text += code(&random, wild: wild, index: index, into: &format)
    }
    if wild, random.rarely(4) {
      format.text += random.pick(["%", "%(", "%(a", "%5", "%.", "%l", "%y", "%\\u0000", "%ls"])
    }
    return format
  }

  private static func code(
    _ random: inout SeededGenerator, wild: Bool, index: Int, into format: inout Format
  ) -> String {
    var code = "%"
    let name = random.pick(["a", "b", "c d", "é", "x\(index)"])
    if !(wild && random.rarely(8)) { code += "(\(name))" }
    for _ in 0..<Int.random(in: 0...2, using: &random) { code += random.pick(["#", "0", "-", " ", "+"]) }
    let width = random.pick(["", "", "1", "5", "12", "30"] + (wild ? ["*", "70"] : []))
    let precision = random.pick(["", "", ".", ".0", ".1", ".3", ".9", ".20"] + (wild ? [".*", ".80"] : []))
    code += width + precision
    if random.rarely(10) { code += random.pick(["h", "l", "L"]) }
    let conversion = random.pick(Array("diuoxXeEfFgGcs%ssddfg"))
    if width == "*" { format.wants.append(("n", name)) }
    if precision == ".*" { format.wants.append(("n", name)) }
    if conversion != "%" {
      format.wants.append((conversion == "s" ? "s" : conversion == "c" ? "c" : "n", name))
    }
    return code + String(conversion)
  }

  private static func value(_ kind: Character, _ make: inout ExpressionGenerator, wild: Bool) -> String {
    if wild, make.random.rarely(6) { return make.value() }
    switch kind {
    case "n": return make.anyNumber()
    case "c":
      return make.random.pick(["'x'", "'é'", "65", "8364", "128512"] + (wild ? ["''", "'xy'", "0", "55296", "-1"] : []))
    default: return make.random.rarely(4) ? make.value() : make.random.rarely(3) ? make.anyNumber() : make.string()
    }
  }

  /// One program that formats.
  private static func program(_ make: inout ExpressionGenerator, wild: Bool) -> String {
    let format = format(&make.random, wild: wild)
    var values: [String]
    let operand: String
    switch Int.random(in: 0..<3, using: &make.random) {
    case 0:
      var fields: [String: String] = [:]
      for want in format.wants {
        // One value has to do for all that use the name; a number does for all.
        fields[want.name] = value(fields[want.name] == nil ? want.kind : "n", &make, wild: wild)
      }
      if wild, make.random.rarely(6), let key = fields.keys.sorted().first { fields[key] = nil }
      let members = fields.sorted { $0.key < $1.key }.map { field in
        "\"\(field.key)\"\(make.random.pick([":", "::"])) \(field.value)"
      }
      operand = "{" + members.joined(separator: ", ") + ", unused:: error 'unused'}"
    case 1 where format.wants.count == 1:
      operand = value(format.wants[0].kind, &make, wild: wild)
    default:
      values = format.wants.map { value($0.kind, &make, wild: wild) }
      if wild, make.random.rarely(8) { values.append("1") }
      if wild, make.random.rarely(8) { values = Array(values.dropLast()) }
      operand = "[" + values.joined(separator: ", ") + "]"
    }
    let text = "\"\(format.text)\""
    return make.random.rarely(3) ? "std.format(\(text), \(operand))" : "(\(text) % (\(operand)))"
  }

  @Test func `Valid formats give what the library gives`() throws {
    let count = Comparison.count(300)
    print("formats: \(count) valid, seed 7")
    var make = ExpressionGenerator(seed: 7)
    let project = try Project()
    for _ in 0..<(count / 50) {
      Comparison.expectSame((0..<50).map { _ in Self.program(&make, wild: false) }, project: project)
    }
  }

  @Test func `Wrong formats and values end as the library ends them`() throws {
    let count = Comparison.count(30)
    print("formats: \(count) wild, seed 11")
    var make = ExpressionGenerator(seed: 11)
    make.mayFail = true
    let project = try Project()
    for _ in 0..<count { Comparison.expectSame([Self.program(&make, wild: true)], project: project) }
  }
}
