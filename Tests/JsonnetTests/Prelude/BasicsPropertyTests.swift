import Jsonnet
import Testing

@Suite struct BasicsPropertyTests {
  /// A list whose elements may be errors that nothing looks at.
  private static func list(_ make: inout ExpressionGenerator, upTo count: Int = 4) -> String {
    let kind = Int.random(in: 0..<4, using: &make.random)
    let items = (0..<Int.random(in: 0...count, using: &make.random)).map { _ in
      if make.mayFail, make.random.rarely(6) {
        return make.random.pick(["error 'item'", "(function(x) x)", "std.nowhere"])
      }
      switch kind {
      case 0: return "\(Int.random(in: -2...4, using: &make.random))"
      case 1:
        return make.random.pick(["'a'", "'B'", "'é'", "'日本'", "'aa'", "'\\u0000'", "''", "'😀'", "'\u{FF5E}'"])
      case 2: return make.random.pick(["0", "-0", "1e300", "0.1", "1/3", "-1.5"])
      default: return make.value(depth: 2)
      }
    }
    return "[" + items.joined(separator: ", ") + "]"
  }

  private static func anything(_ make: inout ExpressionGenerator) -> String {
    switch Int.random(in: 0..<6, using: &make.random) {
    case 0: list(&make)
    case 1: make.object()
    case 2: make.string()
    case 3 where make.mayFail: make.random.pick(["(function(x) x)", "(function() 1)", "error 'argument'", "std.length"])
    default: make.value()
    }
  }

  private static func comparison(_ make: inout ExpressionGenerator) -> String {
    let first = anything(&make)
    let other = make.random.rarely(2) ? first : anything(&make)
    switch Int.random(in: 0..<5, using: &make.random) {
    case 0: return "[\(first), \(anything(&make))] == [\(other), \(anything(&make))]"
    case 1: return "{ a: \(first), b:: error 'hidden', c: 1 } == { a: \(other), c: \(make.random.pick(["1", "'1'"])) }"
    case 2: return "\(first) != \(other)"
    case 3: return "std.equals(b=\(first), a=\(other))"
    default: return "\(first) == \(other)"
    }
  }

  private static func text(_ make: inout ExpressionGenerator) -> String {
    make.random.rarely(10) ? anything(&make) : "'" + (0..<Int.random(in: 0...9, using: &make.random)).map { _ in
      make.random.pick(["a", "b", "a", "é", "日", "\\u0000"])
    }.joined() + "'"
  }

  private static func field(_ make: inout ExpressionGenerator) -> String {
    make.random.rarely(10) ? anything(&make) : make.random.pick(["'a'", "'b'", "'c'", "'é'"])
  }

  private static func program(_ make: inout ExpressionGenerator) -> String {
    let object = make.random.rarely(8) ? anything(&make) : make.object()
    let elements = make.random.rarely(6) ? anything(&make) : list(&make)
    switch Int.random(in: 0..<12, using: &make.random) {
    case 0: return comparison(&make)
    case 1:
      let kind = make.random.pick(["String", "Number", "Boolean", "Object", "Array", "Function"])
      return "std.is\(kind)(\(make.random.pick(["", "v="]))\(anything(&make)))"
    case 2: return "std.objectFields\(make.random.pick(["", "All"]))(\(object))"
    case 3: return "std.objectHas\(make.random.pick(["", "All"]))(\(object), \(field(&make)))"
    case 4:
      let rest = make.random.pick(["", ", error 'default'", ", default=1", ", inc_hidden=false", ", 2, inc_hidden=1"])
      return "std.get(\(object), \(field(&make))\(rest))"
    case 5: return "std.max(\(anything(&make)), \(make.random.rarely(2) ? make.anyNumber() : anything(&make)))"
    case 6:
      let function = make.random.pick([
        "function(x) x", "function(x) [x, 1]", "function(x) 'no'", "function(x, y) y", "1",
      ])
      return "std.length(std.map(\(function), \(elements)))"
    case 7: return "std.map(func=function(x) [x], arr=\(elements))"
    case 8:
      let function = make.random.pick([
        "function(a, b) [a, b]", "function(a, b) b", "function(a, b) a", "function(a, b) a + b", "function(a) a",
        "null",
      ])
      return "std.foldl(\(function), \(elements), \(anything(&make)))"
    case 9:
      let key = make.random.pick([
        "", "", "", "", ", function(x) -x", ", keyF=function(x) std.toString(x)", ", null", ", function() 1",
        ", error 'key'",
      ])
      return "std.set(\(elements)\(key))"
    case 10: return "std.length(std.set([\(anything(&make)), \(anything(&make))]))"
    default: return "std.findSubstr(\(make.random.rarely(3) ? "'a'" : text(&make)), \(text(&make)))"
    }
  }

  @Test func `Short functions give what the library gives`() throws {
    let count = Comparison.count(600)
    print("short functions: \(count) calls, seed 17")
    var make = ExpressionGenerator(seed: 17)
    let project = try Project()
    for _ in 0..<(count / 20) { Comparison.expectSame((0..<20).map { _ in Self.program(&make) }, project: project) }
  }

  @Test func `Short functions fail as the library fails`() throws {
    let count = Comparison.count(150)
    print("short functions: \(count) calls that may fail, seed 19")
    var make = ExpressionGenerator(seed: 19)
    make.mayFail = true
    let project = try Project()
    for _ in 0..<count { Comparison.expectSame([Self.program(&make)], project: project) }
  }
}
