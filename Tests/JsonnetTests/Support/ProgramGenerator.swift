/// Makes programs of many files that import each other in every way that Jsonnet has.
struct ProgramGenerator {
  private var make: ExpressionGenerator
  /// By their paths below the project.
  private(set) var files: [String: String] = [:]

  /// The order of evaluation: a file imports what stands behind it, and what stands before it only lazily.
  private static let names = [
    "main.jsonnet", "a.libsonnet", "sub/b.libsonnet", "lib/c.libsonnet", "sub/deep/d.libsonnet", "lib/e.libsonnet",
  ]
  private static let data = ["x.json", "sub/y.json", "lib/z.json"]

  init(seed: UInt64) { make = ExpressionGenerator(seed: seed) }

  /// A new program; `main.jsonnet` is the one to evaluate, `lib` its search path.
  mutating func next(mayFail: Bool) {
    make.mayFail = mayFail
    files = [:]
    for (index, name) in Self.names.enumerated() { files[name] = file(index, mayFail: mayFail) }
    for name in Self.data { files[name] = json(mayFail: mayFail) }
  }

  private mutating func file(_ index: Int, mayFail: Bool) -> String {
    let newline = make.random.pick(["\n", "\r\n", "\n\n", " "])
    var lines = opening(newline)
    var fields = ["f(x):: \(expression(index))", "n: \(make.number())"]
    for _ in 0..<Int.random(in: 1...3, using: &make.random) {
      fields.append("\(make.random.pick(["g", "h", "é", "i"].map { "'\($0)\(fields.count)'" })): \(expression(index))")
    }
    if make.random.rarely(3) { fields.append("l:: \(use(quoted(target(below: 0, from: index))))") }
    if make.random.rarely(4) { fields.append("t: |||\(newline == " " ? "\n" : newline)    import 'x'\n  |||") }
    if make.random.rarely(8) { fields.append("p: std.thisFile") }
    if mayFail, make.random.rarely(6) { fields.append(failure()) }
    if mayFail, make.random.rarely(8) {
      fields.append("w: if \(make.random.pick(["true", "false"])) then 1 else \(failure().dropFirst(2))")
    }
    lines.append("{" + newline + fields.joined(separator: "," + newline) + ",\(newline)}")
    lines.append(make.random.pick(["", "\n", "\r\n", "// end", "# import 'x'", "/* end */", "\n\n"]))
    return (make.random.rarely(5) ? "\u{FEFF}" : "") + lines.joined(separator: newline)
  }

  private mutating func opening(_ newline: String) -> [String] {
    var lines: [String] = []
    if make.random.rarely(3) { lines.append("// import 'é' |||\n") }
    if make.random.rarely(3) { lines.append("local _0000\(make.random.pick(["0", "1", "2"])) = 'é';") }
    if make.random.rarely(3) { lines.append("/* import 'x' */ local s = 'import \\'x\\'';") }
    if make.random.rarely(9) { lines.append("local std = { thisFile: 'mine', mod(a, b): '%', equals(a, b): true };") }
    return lines
  }

  /// A file that the one with this number may import.
  private mutating func target(below first: Int, from index: Int) -> String {
    let choices = Self.names[first...].filter { $0 != Self.names[index] } + Self.data
    return relative(make.random.pick(Array(choices)), from: Self.names[index])
  }

  /// One of the ways to a file.
  private mutating func relative(_ name: String, from importer: String) -> String {
    let depth = importer.count { $0 == "/" }
    let up = String(repeating: "../", count: depth)
    if name.hasPrefix("lib/"), make.random.rarely(2) { return String(name.dropFirst(4)) }
    return make.random.pick([up + name, up + "./" + name, up + "sub/../" + name, up + "sub//..//" + name])
  }

  private mutating func quoted(_ path: String) -> String {
    make.random.pick(["'\(path)'", "\"\(path)\"", "@'\(path)'", "/* é */ '\(path)'", "\n'\(path)'", "'\(path)'//\n"])
  }

  /// What is done with an import.
  private mutating func use(_ quoted: String) -> String {
    let number = make.number()
    return make.random.pick([
      "(import \(quoted))", "import \(quoted)", "(import \(quoted)).n", "(import \(quoted)) { n+: 1 }",
      "local l = import \(quoted); l.f(\(number))", "[import \(quoted), import \(quoted)]",
      "(function(x=import \(quoted)) x.f(\(number)))()", "{ l:: import \(quoted), m: self.l.f('é') }",
      "[(import \(quoted)).f(i) for i in [1, import \(quoted)]]", "std.objectFields(import \(quoted))",
      "importstr \(quoted)", "if true then import \(quoted) else import \(quoted)",
      "local l = import \(quoted), k = l; k.f(l.n)",
      "1 == import \(quoted)", "assert true : import \(quoted); 2", "{ l: 1 } + import \(quoted)",
    ])
  }

  private mutating func expression(_ index: Int) -> String {
    let isLast = index + 1 >= Self.names.count
    switch Int.random(in: 0..<6, using: &make.random) {
    case 0: return make.value(depth: 2)
    case 1: return "'%s %s' % [\(make.value(depth: 1)), \(make.number())]"
    case 2 where !isLast: return "[\(make.value(depth: 1)), \(use(quoted(target(below: index + 1, from: index))))]"
    default:
      return isLast
        ? use(quoted(relative(make.random.pick(Self.data), from: Self.names[index])))
        : use(quoted(target(below: index + 1, from: index)))
    }
  }

  private mutating func failure() -> String {
    make.random.pick([
      "z: import 'nowhere'", "z: importstr 'nowhere'", "z: import '../../out'", "z: 1 2", "z: nobody", "z: _00000", "z: )",
      "z: import 'a' + 'b'", "z: (import 'x.json').nowhere", "z: error 'é'", "z: self.f(self)", "z: import 'e.libsonnet'.n",
      "z: { assert false, a: 1 }", "z: function(x) x", "z: self.z",
    ])
  }

  private mutating func json(mayFail: Bool) -> String {
    let items = [
      "\"n\": \(make.anyNumber())", "\"é\": [1, { }, null, \"a\\nb\"]",
      "\"f0\": \(make.random.pick(["{ }", "-0", "1e5"]))",
    ]
    let rest = make.random.pick(["", "", "", ", \"f(x)\": 1, ", ", f(x):: x", ", \"n\": 2", ", // c\n"])
    return "{" + items.joined(separator: ",\n") + (mayFail || rest != ", \"n\": 2" ? rest : "") + "}\n"
  }
}
