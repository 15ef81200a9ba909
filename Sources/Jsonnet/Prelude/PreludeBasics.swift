extension Prelude {
  /// What stands for a key function that was not given. Functions cannot be compared, and any other value a program
  /// could give: it would have to know this one.
  private static let itself = "monigen.itself \(UInt64.random(in: .min ... .max))"

  /// What `basics` share.
  ///
  /// Comparing is the library's definition, step by step, without its detours: each `std.f` in the library's own code
  /// makes the function, and all that the library keeps private, anew. Where the library's last step is a call, so is
  /// the one here: libjsonnet drops the frames below it from traces.
  static let basicsHelpers = #"""
    local fieldsOf = lib.objectFieldsEx, hasField = lib.objectHasEx, makeArray = lib.makeArray,
    find = lib.native('monigen.find'), itself = '\#(itself)',
    equals(a, b) =
    local kind = type(a);
    if same(kind, 'array') then
    if !same(type(b), kind) then false
    else if !same(length(a), length(b)) then false
    else sameItems(a, b, 0, length(a))
    else if same(kind, 'object') then if same(type(b), kind) then sameFields(a, b) else false
    else same(a, b),
    sameItems(a, b, i, count) =
    if same(i, count) then true
    else if equals(a[i], b[i]) tailstrict then sameItems(a, b, i + 1, count) tailstrict
    else false,
    sameFields(a, b) =
    local names = fieldsOf(a, false), others = fieldsOf(b, false), count = length(names);
    if !same(count, length(others)) then false
    else if sameItems(names, others, 0, count) then sameValues(a, b, names, 0, count)
    else false,
    sameValues(a, b, names, i, count) =
    if same(i, count) then true
    else if equals(a[names[i]], b[names[i]]) tailstrict then sameValues(a, b, names, i + 1, count) tailstrict
    else false;
    """#

  /// Functions that take little time once, and are called ten thousands of times by one stack. They serialise nothing
  /// but strings. Each ends with a comma.
  ///
  /// `==` is a call of `equals`. A set of two takes no sorting; more, and whatever has keys, the library sorts.
  static let basics = #"""
    isString(v):: same(type(v), 'string'),
    isNumber(v):: same(type(v), 'number'),
    isBoolean(v):: same(type(v), 'boolean'),
    isObject(v):: same(type(v), 'object'),
    isArray(v):: same(type(v), 'array'),
    isFunction(v):: same(type(v), 'function'),
    equals:: equals,
    objectFields(o):: fieldsOf(o, false),
    objectFieldsAll(o):: fieldsOf(o, true),
    objectHas(o, f):: hasField(o, f, false),
    objectHasAll(o, f):: hasField(o, f, true),
    get(o, f, default=null, inc_hidden=true):: if hasField(o, f, inc_hidden) then o[f] else default,
    max(a, b)::
    if same(type(a), 'number') && same(type(b), 'number') then if a > b then a else b else super.max(a, b),
    map(func, arr)::
    if same(type(func), 'function') && same(type(arr), 'array') then makeArray(length(arr), function(i) func(arr[i]))
    else super.map(func, arr),
    foldl(func, arr, init)::
    local count = length(arr),
    step(running, i) = if i >= count then running else step(func(running, arr[i]), i + 1) tailstrict;
    step(init, 0),
    set(arr, keyF=itself)::
    local count = length(arr);
    if same(count, 0) then []
    else if same(count, 1) then [arr[0]]
    else if !same(keyF, itself) then super.set(arr, keyF)
    else if !same(count, 2) then super.set(arr)
    else if arr[1] < arr[0] then [arr[1], arr[0]]
    else if equals(arr[0], arr[1]) then [arr[0]]
    else [arr[0], arr[1]],
    findSubstr(pat, str)::
    local places = if same(type(pat), 'string') && same(type(str), 'string') then find('' + [pat, str]);
    if same(places, null) then super.findSubstr(pat, str) else places,
    """#
}
