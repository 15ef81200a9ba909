import Jsonnet
import Testing

@Suite struct AdditionsTests {
  @Test(arguments: [
    ("std.any([false, true])", "true"), ("std.any([])", "false"),
    ("std.all([true, false])", "false"), ("std.all([])", "true"),
    ("std.splitLimitR('a/b/c', '/', 1)", #"["a/b", "c"]"#), ("std.splitLimitR('a/b/c', '/', -1)", #"["a", "b", "c"]"#),
    ("std.escapeStringXML('<a b=\"\\'&\">')", #""&lt;a b=&quot;&apos;&amp;&quot;&gt;""#),
    ("std.isEmpty('')", "true"), ("std.round(2.5)", "3"), ("std.sum([1, 2])", "3"), ("std.avg([1, 2])", "1.5"),
    ("std.xor(true, false)", "true"), ("std.xnor(true, false)", "false"),
    ("std.objectKeysValues({ a: 1, b:: 2 })", #"[{"key": "a", "value": 1}]"#),
    ("std.length(std.objectKeysValuesAll({ a: 1, b:: 2 }))", "2"),
    ("std.objectRemoveKey({ a: 1, b: 2 }, 'a')", #"{"b": 2}"#),
    ("std.contains([1, [2]], [2])", "true"), ("std.trim(' \\n a b\\t')", #""a b""#),
    ("std.isEven(2) && std.isOdd(3) && std.isInteger(1) && std.isDecimal(1.5) && std.isNull(null)", "true"),
    ("std.equalsIgnoreCase('Aé', 'aé')", "true"), ("std.flattenDeepArray([1, [2, [3]]])", "[1, 2, 3]"),
    ("[std.maxArray([1, 3, 2]), std.minArray([3, 1], function(x) -x), std.minArray([], onEmpty=0)]", "[3, 3, 0]"),
    ("[std.remove([1, 2, 1], 1), std.removeAt([1, 2], 1), std.remove([1], 2)]", "[[2, 1], [1], [1]]"),
    ("[std.hypot(3, 4), std.log2(8), std.floor(std.deg2rad(180)), std.rad2deg(std.pi)]", "[5, 3, 3, 180]"),
  ])
  func `Functions of newer libraries are there`(code: String, expected: String) throws {
    let project = try Project()
    #expect(try project.evaluate(code) == project.evaluate(expected))
    var request = project.request(code)
    request.stock = true
    #expect(project.failure(request).message.hasPrefix("field does not exist"))
  }

  @Test func `The standard library is otherwise the same`() throws {
    let project = try Project()
    var request = project.request("[name for name in std.objectFieldsAll(std)]")
    let accelerated = try project.evaluate(request)
    request.stock = true
    let names = try project.evaluate(request).split(separator: "\n")
    #expect(names.dropLast(2).allSatisfy { accelerated.contains($0.filter { $0 != "," }) })
    #expect(try project.evaluate("std.length(std.objectFields(std))") == "0\n")
  }
}
