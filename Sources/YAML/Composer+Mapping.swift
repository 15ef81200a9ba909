import Diagnostics
import ValueTree

extension Composer {
  /// The members up to the end of the mapping, those of merge keys included.
  mutating func mapping(depth: Int) throws -> Built {
    var members = Object()
    var marks: [Int] = []
    var merge: (value: Value, mark: Int, places: PlaceRecorder.Region)?
    var built = Built(value: .null, count: 1, height: 1)
    while true {
      let event = try events.next()
      if event.kind == .mappingEnd { break }
      let key = try self.key(event)
      if event.isMergeKey {
        if let merge { throw duplicate("<<", at: event.mark, first: merge.mark) }
        let region = places.open(.key(key))
        let value = try node(try events.next(), depth: depth)
        places.leave()
        merge = (value.value, event.mark, places.end(region))
        built.add(value)
        continue
      }
      if let index = members.index(of: key) {
        throw duplicate(key, at: event.mark, first: marks[index])
      }
      places.enter(.key(key))
      places.noteKey(at: event.mark)
      let value = try node(try events.next(), depth: depth)
      places.leave()
      members.updateValue(value.value, forKey: key)
      marks.append(event.mark)
      built.add(value)
    }
    if let merge { try add(merge.value, at: merge.mark, from: merge.places, to: &members) }
    built.value = .object(members)
    return built
  }

  private func duplicate(_ key: String, at mark: Int, first: Int) -> Diagnostic {
    problems.diagnostic(
      quoting: "duplicate key '\(key)'", or: "duplicate key", at: mark, first: ("the first one stands here", first),
      hint: "remove one of them: a key may stand once in a map")
  }

  /// `<<: *base` and `<<: [*a, *b]`: a member that is there already wins, then the earlier map.
  private func mergeSources(_ value: Value, at mark: Int) throws -> [Object] {
    let items = value.array ?? [value]
    return try items.map { item in
      guard let object = item.object else {
        throw problems.diagnostic(
          "the merge key '<<' needs a map or a list of maps, found \(item.kind.rawValue)", at: mark,
          hint: "write '<<: *NAME' where '&NAME' names a map, or put \"<<\" in quotes for a key of that name")
      }
      return object
    }
  }

  private mutating func add(
    _ value: Value, at mark: Int, from region: PlaceRecorder.Region, to members: inout Object
  ) throws {
    let sources = try mergeSources(value, at: mark)
    var winners: [String: Int] = [:]
    for (index, source) in sources.enumerated() {
      for (key, value) in source where !members.contains(key) {
        members.updateValue(value, forKey: key)
        winners[key] = index
      }
    }
    places.replayMerge(region, isList: value.array != nil, winners: winners)
  }

  /// The text of a key. A number or a boolean is a string here, as it is written.
  private mutating func key(_ event: Event) throws -> String {
    let hint = "put the key in quotes; a template in braces ('{{ … }}') needs quotes too"
    switch event.kind {
    case .scalar:
      let value = try ScalarTag.keyValue(of: event, problems: problems)
      if value.isNull {
        throw problems.diagnostic("a key is missing or null", at: event.mark, hint: "put the key in quotes")
      }
      if let name = event.anchor { define(name, as: value, at: event.mark) }
      return event.text
    case .alias:
      let value = try anchored(event)
      if let string = value.string { return string }
      if let number = value.number { return number.text }
      throw problems.diagnostic("a key must be a string, found \(value.kind.rawValue)", at: event.mark, hint: hint)
    default:
      let noun = event.kind == .sequenceStart ? "a list" : "a map"
      throw problems.diagnostic("a key must be a string, found \(noun)", at: event.mark, hint: hint)
    }
  }
}

extension Event {
  /// `<<` without quotes and without a tag.
  fileprivate var isMergeKey: Bool { kind == .scalar && text == "<<" && isPlain && tag == nil }
}
