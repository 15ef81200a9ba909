/// Code in front of every piece of Jsonnet that lays faster functions over the standard library's.
///
/// `std` is an ordinary variable, `%` is a call of `std.mod` and `==` one of `std.equals`, so what follows uses the
/// functions below. Some are just shorter (see `basics`). The others serialise their arguments with `'' + […]`,
/// libjsonnet's own fast code, and leave the rest to native functions. A native that answers null has met something
/// that it does not do exactly as the library: then the library does it, and all errors are the library's own.
enum Prelude {
  /// The versions whose standard library the functions imitate; with any other there is no prelude.
  static let versions: Set<String> = ["v0.18.0"]

  /// One line, so that all lines of the program keep their numbers.
  static let code: [UInt8] = line("\(head)\n\(serialisers)\n\(additions)\n});")

  /// Where the functions that serialise values stand in a program, as columns of its first line in bytes, from 1.
  static let serialiserColumns: Range<Int> = {
    let start = line(head).count
    return (start + 1)..<(start + line(serialisers).count + 1)
  }()

  private static let head = "\(opening)\n\(basicsHelpers)\nlib {\n\(basics)"

  private static func line(_ code: String) -> [UInt8] {
    Array((code.split(separator: "\n").joined(separator: " ") + " ").utf8)
  }

  // The stock library gets a name of its own first: `local std = std {…}` would refer to itself. Tests for equality
  // use primitiveEquals: `==` is a slow function of the library.
  private static let opening = #"""
    local monigen__ = std;
    local std = (
    local lib = monigen__, type = lib.type, same = lib.primitiveEquals, length = lib.length;
    local manifest = lib.native('monigen.manifest'), plan = lib.native('monigen.plan'),
    render = lib.native('monigen.render');
    """#

  /// Each ends with a comma.
  private static let serialisers = #"""
    manifestJsonEx(value, indent, newline='\n', key_val_sep=': ')::
    local kind = type(value);
    local text =
    if same(kind, 'string') || same(kind, 'number') then manifest('' + [value], '[]')
    else if (same(kind, 'array') || same(kind, 'object')) && !same(length(value), 0)
    then manifest('' + [value], '' + ['' + indent, '' + newline, '' + key_val_sep]);
    if same(text, null) then super.manifestJsonEx(value, indent, newline, key_val_sep) else text,
    escapeStringJson(str_)::
    local text = manifest('' + ['' + str_], '[]');
    if same(text, null) then super.escapeStringJson(str_) else text,
    mod(a, b)::
    if same(type(a), 'string') then self.format(a, b) else super.mod(a, b),
    format(str, vals)::
    if !same(type(str), 'string') then super.format(str, vals) else
    local kind = type(vals), byName = same(kind, 'object'), isList = same(kind, 'array');
    local text = '' + [str], p = plan(text, byName);
    if same(p, null) then super.format(str, vals) else
    local flags = p[0], names = p[1];
    local count = if byName then length(names) else names;
    local list = lib.makeArray(count,
    if byName then function(i) vals[names[i]] else if isList then function(i) vals[i] else function(i) vals);
    local known = if byName
    then same(length(lib.filter(function(name) !lib.objectHasEx(vals, name, true), names)), 0)
    else same(if isList then length(vals) else 1, count);
    local fits(i) = same(i, count) || (
    if same(flags[i], 's') then !same('' + [list[i]], null)
    else local t = type(list[i]); same(t, 'number') || same(flags[i], 'c') && same(t, 'string')
    ) && fits(i + 1);
    local result = if known && (same(flags, null) || fits(0)) then render(text, byName, '' + list);
    if same(result, null) then super.format(str, vals) else result,
    """#

  /// The natives that the code calls.
  static func register(in machine: VirtualMachine) {
    machine.register("monigen.manifest", parameters: ["values", "layout"]) { arguments in
      guard let values = arguments.string(0), let layout = arguments.string(1),
        let text = JSONManifest.text(of: values, layout: layout)
      else { return .null }
      return .string(text)
    }
    machine.register("monigen.find", parameters: ["texts"]) { arguments in
      guard let texts = arguments.string(0), let places = SubstringSearch.places(texts) else { return .null }
      return .array(places.map { .number(Double($0)) })
    }
    machine.register("monigen.plan", parameters: ["format", "byName"]) { arguments in
      guard let text = arguments.string(0), let byName = arguments.bool(1),
        let format = FormatString(serialised: text), let plan = FormatPlan(format, byName: byName)
      else { return .null }
      return plan.value
    }
    machine.register("monigen.render", parameters: ["format", "byName", "values"]) { arguments in
      guard let text = arguments.string(0), let byName = arguments.bool(1), let values = arguments.string(2),
        let format = FormatString(serialised: text), let plan = FormatPlan(format, byName: byName),
        let result = FormatRenderer.render(plan, values: values)
      else { return .null }
      return .string(result)
    }
  }
}
