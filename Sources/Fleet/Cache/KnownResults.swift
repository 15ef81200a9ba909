import Platform

/// The known results of one program, each with what it depends on; the most recently used first. As a file:
///
///     66d5a020…                            the program's key
///     N alerts⇥namespace⇥provider          names of variables
///     E 0 8a31… 5c77… 4e0f0c…              which names, the inputs, the result, what the variables were
struct KnownResults: Sendable {
  struct Entry: Sendable, Hashable {
    var variables: [String]
    /// As `VariableDigests` puts it.
    var values: String
    /// The digest of the text of the inputs.
    var inputs: Digest
    /// The digest of the result.
    var result: Digest

    /// The variables that are not as they were, in the order of names.
    func changedVariables(for digests: VariableDigests) -> [String] {
      var rest = values.utf8[...]
      return variables.filter { name in
        defer { rest = rest.dropFirst(VariableDigests.length) }
        return !rest.prefix(VariableDigests.length).elementsEqual(digests[name].utf8)
      }
    }
  }

  /// How many results one program may have: a fleet has one for each cluster at most, and a few of earlier days.
  private static let greatestCount = 2000

  private(set) var entries: [Entry] = []

  init() {}

  /// Puts a result in front.
  mutating func insert(_ entry: Entry) {
    entries.removeAll { $0 == entry }
    entries.insert(entry, at: 0)
  }

  mutating func remove(_ entry: Entry) { entries.removeAll { $0 == entry } }

  /// Adds what another build has learned.
  mutating func merge(_ other: KnownResults) {
    let known = Set(entries)
    entries += other.entries.filter { !known.contains($0) }
    entries = Array(entries.prefix(Self.greatestCount))
  }

  /// The text of the file; nil where a name cannot stand in it.
  func text(key: Digest) -> [UInt8]? {
    var places: [[String]: Int] = [:]
    var names = ""
    var lines = ""
    for entry in entries {
      guard entry.variables.allSatisfy({ $0.utf8.allSatisfy { $0 > 0x1F } }) else { return nil }
      if places[entry.variables] == nil {
        places[entry.variables] = places.count
        names += "N \(entry.variables.joined(separator: "\t"))\n"
      }
      lines += "E \(places[entry.variables] ?? 0) \(entry.inputs) \(entry.result) \(entry.values)\n"
    }
    return Array((key.hex + "\n" + names + lines).utf8)
  }

  /// Reads the file of a key; nil where it is none.
  init?(text: [UInt8], key: Digest) {
    var lines = text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }[...]
    guard lines.popFirst() == key.hex else { return nil }
    var names: [[String]] = []
    for line in lines {
      if line.hasPrefix("N ") {
        names.append(line.dropFirst(2).split(separator: "\t").map(String.init))
      } else {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 5, words[0] == "E", let place = Int(words[1]), names.indices.contains(place),
          let inputs = Digest(hex: words[2]), let result = Digest(hex: words[3])
        else { return nil }
        entries.append(
          Entry(variables: names[place], values: String(words[4]), inputs: inputs, result: result))
      }
    }
  }
}
