extension Prelude {
  /// Functions that libjsonnet 0.18 lacks and that newer libraries call, as the newer standard libraries define them.
  ///
  /// - 0.19: any, all, splitLimitR
  /// - 0.20: escapeStringXML, isEmpty, objectKeysValues, objectKeysValuesAll, round, sum, xnor, xor
  /// - 0.21: avg, contains, deg2rad, equalsIgnoreCase, flattenDeepArray, hypot, isDecimal, isEven, isInteger, isOdd,
  ///   log2, log10, maxArray, minArray, objectRemoveKey, pi, rad2deg, remove, removeAt, trim
  /// - 0.22: isNull
  ///
  /// Not among them: atan2, sha1, sha256, sha512 and sha3.
  static let additions = #"""
    any(arr)::
    if !std.isArray(arr) then error 'any() parameter should be an array, got ' + std.type(arr)
    else std.length(std.filter(function(e) e, arr)) > 0,
    all(arr)::
    if !std.isArray(arr) then error 'all() parameter should be an array, got ' + std.type(arr)
    else std.length(std.filter(function(e) !e, arr)) == 0,
    splitLimitR(str, c, maxsplits)::
    local back(s) = std.join('', std.reverse(std.stringChars(s)));
    if maxsplits == -1 then std.splitLimit(str, c, -1)
    else std.map(back, std.reverse(std.splitLimit(back(str), back(c), maxsplits))),
    escapeStringXML(str_)::
    local names = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
    std.join('', [std.get(names, ch, ch) for ch in std.stringChars(std.toString(str_))]),
    isEmpty(str):: std.length(str) == 0,
    objectKeysValues(o):: [{ key: k, value: o[k] } for k in std.objectFields(o)],
    objectKeysValuesAll(o):: [{ key: k, value: o[k] } for k in std.objectFieldsAll(o)],
    objectRemoveKey(obj, key):: { [k]: obj[k] for k in std.objectFields(obj) if k != key },
    round(x):: std.floor(x + 0.5),
    sum(arr):: std.foldl(function(a, b) a + b, arr, 0),
    xnor(x, y):: x == y,
    xor(x, y):: x != y,
    avg(arr)::
    if std.length(arr) == 0 then error 'Cannot calculate average of an empty array.'
    else std.sum(arr) / std.length(arr),
    contains(arr, elem):: std.any([e == elem for e in arr]),
    pi:: 3.14159265358979311600,
    deg2rad(x):: x * std.pi / 180,
    rad2deg(x):: x * 180 / std.pi,
    hypot(a, b):: std.sqrt(a * a + b * b),
    log2(x):: std.log(x) / std.log(2),
    log10(x):: std.log(x) / std.log(10),
    isEven(x):: std.round(x) % 2 == 0,
    isOdd(x):: std.round(x) % 2 != 0,
    isInteger(x):: std.round(x) == x,
    isDecimal(x):: std.round(x) != x,
    isNull(v):: v == null,
    equalsIgnoreCase(str1, str2):: std.asciiLower(str1) == std.asciiLower(str2),
    flattenDeepArray(value):: if std.isArray(value) then std.flatMap(std.flattenDeepArray, value) else [value],
    maxArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    if std.length(arr) == 0 then onEmpty
    else std.foldl(function(a, b) if keyF(a) < keyF(b) then b else a, arr, arr[0]),
    minArray(arr, keyF=function(x) x, onEmpty=error 'Expected at least one element in array. Got none')::
    if std.length(arr) == 0 then onEmpty
    else std.foldl(function(a, b) if keyF(b) < keyF(a) then b else a, arr, arr[0]),
    remove(arr, elem)::
    local found = std.find(elem, arr);
    if std.length(found) == 0 then arr else std.removeAt(arr, found[0]),
    removeAt(arr, at):: [arr[i] for i in std.range(0, std.length(arr) - 1) if i != at],
    trim(str):: std.stripChars(str, ' \t\n\f\r\u0085\u00A0'),
    """#
}
