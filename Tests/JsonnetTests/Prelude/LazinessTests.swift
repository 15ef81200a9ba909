import Jsonnet
import Testing

/// The prelude's functions where an error decides what they look at, and in which order.
@Suite struct LazinessTests {
  @Test(
    "What the library's functions do not look at stays unlooked at",
    arguments: [
      "[1, error 'x'] == [2, error 'y']", "[error 'x'] == []", "[error 'x'] == error 'y'",
      "{ a: error 'x' } == { b: 1 }", "{ a: 1, b: error 'x' } == { a: 2, b: 1 }", "1 == error 'y'",
      "error 'x' == error 'y'", "'a' == [error 'y']", "std.length(std.set([error 'x']))",
      "std.length(std.set([error 'x'], error 'key'))", "std.set('')", "std.set('b')", "std.set('ba')", "std.set({})",
      "std.length(std.set({ a: 1 }))", "std.set({ a: 1, b: 2 })", "std.set([2, error 'x'])",
      "std.set([error 'x', error 'y'])", "std.set(['a', 1])", "std.set([[2, 1], [1, error 'x']])",
      "std.set([[1], [1]])", "std.set([{}, {}])", "std.set([null, null])", "std.set(1)",
      "std.set([2, 1], 'monigen.itself')",
      "std.set([std.length, std.length])", "std.length([std.length] == [std.length])", "std.length == std.length",
      "std.length(std.map(error 'f', error 'arr'))", "std.length(std.map(function(x) error 'x', [1, 2]))",
      "std.length(std.map(function(x, y) x, [1]))", "std.foldl(error 'f', [], 1)",
      "std.foldl(function(a, b) b, [error 'x', 1], 2)", "std.foldl(function(a, b) a, ['x', error 'y'], 3)",
      "std.foldl(function(a, b) b + a, 'abc', '')", "std.foldl(function(a, b) a, 1, 1)",
      "std.foldl(function(a, b) a, { a: 1 }, 1)", "std.get({ a: error 'x' }, 'b', 1)",
      "std.get({ a: 1 }, 'a', error 'default')", "std.get([], 'a')", "std.get({}, 1)", "std.objectHas(1, error 'f')",
      "std.max('a', error 'b')", "std.max(1, 'b')", "std.findSubstr(1, error 'str')", "std.findSubstr('a', ['a'])",
      "std.findSubstr('aa', 'aaaa')", "std.findSubstr('日', 'é日本日')", "std.findSubstr('\\u0000', 'a\\u0000b')",
      "{ assert self.a == 1, a: 2 } == { a: 2 }", "{ assert false : 'no' } == {}",
      "{ assert false : 'no', a: 1 } == { a: 1 }", "std.map(function(x) x.a, [{ assert false : 'no', a: 1 }])",
      "std.isArray(error 'v')", "std.isObject()", "std.equals(1)",
      "std.set(keyF=function(x) x.a, arr=[{ a: 2 }, { a: 1 }, { a: 2 }])",
    ])
  func isLazy(expression: String) throws { Comparison.expectSame([expression], project: try Project()) }
}
