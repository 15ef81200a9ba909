import ValueTree

/// The arguments of a command, told apart into flags and the rest.
///
/// `--name=value` is a flag by itself. A flag without `=` takes the next argument along, where that does not begin with
/// a dash: whether it is the flag's value cannot be known, and apart from each other one of them could get lost. After
/// `--` nothing is a flag.
struct ArgumentList {
  /// A flag and where it stands.
  struct Flag {
    /// With its dashes and without a value: `--log.level`.
    var name: String
    /// The flag and its value, as one text: what tells flags apart that are given several times.
    var text: String
    var place: Int
    /// Of the argument that the flag takes along.
    var valuePlace: Int?
  }

  private(set) var flags: [Flag] = []
  /// Places of what is no flag, ascending.
  private(set) var rest: [Int] = []
  /// How often each flag is given, by name.
  private(set) var counts: [String: Int] = [:]

  init(_ arguments: [Value]) {
    var place = 0
    while place < arguments.count {
      guard let text = arguments[place].string, text != "--" else {
        // Also anything that is no text at all.
        let end = arguments[place] == "--" ? arguments.count : place + 1
        rest += place..<end
        place = end
        continue
      }
      guard Self.isFlag(text) else {
        rest.append(place)
        place += 1
        continue
      }
      var flag = Flag(name: String(text.prefix { $0 != "=" }), text: text, place: place)
      if flag.name.utf8.count == text.utf8.count, place + 1 < arguments.count, let value = arguments[place + 1].string,
        !Self.isFlag(value), value != "--"
      {
        flag.text += " " + value
        flag.valuePlace = place + 1
      }
      counts[flag.name, default: 0] += 1
      flags.append(flag)
      place += flag.valuePlace == nil ? 1 : 2
    }
  }

  private static func isFlag(_ text: String) -> Bool { text.hasPrefix("-") && text.utf8.count > 1 && text != "--" }
}

/// Which flags of two argument lists are the same flag.
struct FlagMatch {
  /// In the order of the new flags.
  private(set) var pairs: [(from: Int, to: Int)] = []
  private(set) var removed: [Int] = []
  private(set) var added: [Int] = []

  /// By name and value first, so that of a flag given several times the unchanged ones are found; then by name.
  init(_ old: [ArgumentList.Flag], _ new: [ArgumentList.Flag]) {
    var partners = [Int?](repeating: nil, count: new.count)
    var isTaken = [Bool](repeating: false, count: old.count)
    for key in [\ArgumentList.Flag.text, \ArgumentList.Flag.name] {
      var places: [String: [Int]] = [:]
      for place in old.indices.reversed() where !isTaken[place] {
        places[old[place][keyPath: key], default: []].append(place)
      }
      for place in new.indices where partners[place] == nil {
        guard let partner = places[new[place][keyPath: key]]?.popLast() else { continue }
        partners[place] = partner
        isTaken[partner] = true
      }
    }
    pairs = new.indices.compactMap { place in partners[place].map { (from: $0, to: place) } }
    removed = old.indices.filter { !isTaken[$0] }
    added = new.indices.filter { partners[$0] == nil }
  }
}
