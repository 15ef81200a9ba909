import ValueTree

/// The Jsonnet that divides a program whose object becomes files into shares.
///
/// A share has every so-manieth key, and of every object's `items` (kube-prometheus' dashboards are one list, and most
/// of its time) every so-manieth item. It evaluates what the whole program would evaluate for them, in the same order
/// and below more stack frames: what all shares can do, the whole program can do too. Only the names of the keys are
/// evaluated before the worker is divided.
///
/// What a share gives is an array with an element for each key, in libjsonnet's order:
///
/// | the key's value is | in its own share | in any other |
/// | --- | --- | --- |
/// | an object with `items` | `[KEY, FIELDS BEFORE, ITEMS, FIELDS BEHIND]` | `[ITEMS]` |
/// | anything else | `[KEY, VALUE]` | null |
///
/// where `ITEMS` is the share's items; where `items` is no array, `{ value: VALUE }` in its own share and null in any
/// other. Nothing lies less deep in a share than in the whole object, so that what is nested too deep is in both.
struct ShareConsumer {
  /// How many shares there are.
  let count: Int
  /// The parameters that the program may have, if it is a function.
  let parameters: [String]

  /// Nil where the names of top-level arguments cannot stand in code, or would stand for something else there.
  init?(count: Int, topLevelArguments: [String]) {
    let names = topLevelArguments.uniqued()
    guard names.allSatisfy(Self.isParameter) else { return nil }
    self.count = count
    parameters = names
  }

  /// A keyword passes: libjsonnet refuses it.
  private static func isParameter(_ name: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
    let isTaken = ["std", "program", "answer"].contains(name)
    guard let first = name.utf8.first, isLetter(first), !isTaken else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// What stands in the place of `EvaluationRequest.consumer`. A number is chosen with `monigen.choice`.
  var code: String {
    let parameters = parameters.joined(separator: ", ")
    let arguments = self.parameters.map { "\($0)=\($0)" }.joined(separator: ", ")
    // A program that is a function is called, as libjsonnet would call it; all others do not see the arguments.
    let called = "answer(if std.isFunction(program) then program(\(arguments)) else program)"
    return """
      local answer(value) =
        local keys = std.objectFields(value);
        local share = if std.length(keys) > 0 then std.native('monigen.choice')('share') else error 'nothing to divide';
        local own(items, number) =
          local first = (\(count) + share - number % \(count)) % \(count), left = std.length(items) - first;
          std.makeArray(if left > 0 then std.ceil(left / \(count)) else 0, function(i) items[first + i * \(count)]);
        local part(number) =
          local key = keys[number], object = value[key], isOwn = number % \(count) == share;
          if !std.isObject(object) || !std.objectHas(object, 'items') then if isOwn then [key, object] else null
          else
            local items = object.items;
            local shared =
              if std.isArray(items) then own(items, number) else if isOwn then { value: items } else null;
            local fields(isWanted) = { [name]: object[name] for name in std.objectFields(object) if isWanted(name) };
            if isOwn then [key, fields(function(name) name < 'items'), shared, fields(function(name) name > 'items')]
            else [shared];
        if share >= 0 then std.native('monigen.answer')('' + [std.makeArray(std.length(keys), part)]);
      function(program) \(self.parameters.isEmpty ? called : "function(\(parameters)) \(called)")
      """
  }
}
