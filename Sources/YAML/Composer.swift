import Diagnostics
import ValueTree

struct ComposedDocument {
  var value: Value
  var source: SourceMap
}

/// Builds values out of events: anchors, aliases, merge keys, limits, and the places of everything where asked for.
struct Composer {
  let events: EventStream
  let problems: ProblemReporter
  let options: YAMLReader.Options
  private let depthLimit: Int
  var places: PlaceRecorder
  private let file: String
  private var anchors: [String: Anchor] = [:]
  private var openAnchors: Set<String> = []
  private var aliased = 0

  /// A finished value with what the limits have to know of it.
  struct Built {
    var value: Value
    /// How many values it consists of, itself included.
    var count = 1
    /// How many collections nest in it, itself included.
    var height = 0
  }

  private struct Anchor {
    var built: Built
    var places: PlaceRecorder.Region
  }

  init(
    events: EventStream, problems: ProblemReporter, options: YAMLReader.Options, file: String, lines: SourceLines?
  ) {
    self.events = events
    self.problems = problems
    self.options = options
    depthLimit = min(options.depthLimit, Value.greatestDepth)
    self.file = file
    places = PlaceRecorder(lines: lines)
  }

  /// All documents of the stream; more than `limit` are an error.
  mutating func stream(limit: Int) throws -> [ComposedDocument] {
    var documents: [ComposedDocument] = []
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamEnd: return documents
      case .documentStart:
        guard documents.count < limit else {
          throw problems.diagnostic(
            "a second document begins here, expected one only", at: event.mark,
            hint: "put it in a file of its own, or remove the line '---'")
        }
        anchors = [:]
        let value = try node(try events.next(), depth: 0).value
        documents.append(ComposedDocument(value: value, source: places.takeMap(file: file)))
      default: continue
      }
    }
  }

  /// The value that begins with `event`, below `depth` collections.
  mutating func node(_ event: Event, depth: Int) throws -> Built {
    if event.kind == .alias { return try alias(event, depth: depth) }
    let region = places.begin(at: event.mark)
    if let name = event.anchor { openAnchors.insert(name) }
    let built: Built
    switch event.kind {
    case .scalar:
      built = Built(value: try ScalarTag.value(of: event, problems: problems))
    case .sequenceStart:
      try enter(event, depth: depth, tag: ScalarTag.sequence, noun: "list")
      built = try sequence(depth: depth + 1)
    default:
      try enter(event, depth: depth, tag: ScalarTag.mapping, noun: "map")
      built = try mapping(depth: depth + 1)
    }
    if let name = event.anchor {
      openAnchors.remove(name)
      anchors[name] = Anchor(built: built, places: places.end(region))
    }
    return built
  }

  /// An anchor at a key.
  mutating func define(_ name: String, as value: Value, at mark: Int) {
    anchors[name] = Anchor(built: Built(value: value), places: places.end(places.begin(at: mark)))
  }

  private func enter(_ event: Event, depth: Int, tag: String, noun: String) throws {
    guard depth < depthLimit else {
      throw problems.diagnostic("nested deeper than \(depthLimit) levels", at: event.mark)
    }
    if let found = event.tag, found != tag, found != "!" {
      throw problems.diagnostic(
        quoting: "the tag \(ScalarTag.shown(found)) does not fit a \(noun)", or: "a tag does not fit a \(noun)",
        at: event.mark, hint: "remove the tag")
    }
  }

  private mutating func sequence(depth: Int) throws -> Built {
    var items: [Value] = []
    var built = Built(value: .null, count: 1, height: 1)
    while true {
      let event = try events.next()
      if event.kind == .sequenceEnd { break }
      places.enter(.index(items.count))
      let item = try node(event, depth: depth)
      places.leave()
      items.append(item.value)
      built.add(item)
    }
    built.value = .array(items)
    return built
  }

  private mutating func alias(_ event: Event, depth: Int) throws -> Built {
    let anchor = try anchor(event)
    aliased += anchor.built.count
    guard aliased <= options.aliasLimit else {
      throw problems.diagnostic("the aliases of this file make more than \(options.aliasLimit) values", at: event.mark)
    }
    guard depth + anchor.built.height <= depthLimit else {
      throw problems.diagnostic("nested deeper than \(depthLimit) levels", at: event.mark)
    }
    places.replay(anchor.places, at: event.mark)
    return anchor.built
  }

  /// The value that an alias in the place of a key names.
  func anchored(_ event: Event) throws -> Value {
    try anchor(event).built.value
  }

  private func anchor(_ event: Event) throws -> Anchor {
    let name = event.text
    if openAnchors.contains(name) {
      throw problems.diagnostic(
        quoting: "the alias '*\(name)' stands inside the value that '&\(name)' names",
        or: "an alias stands inside the value that it names", at: event.mark,
        hint: "a value cannot contain itself")
    }
    guard let anchor = anchors[name] else {
      let nearest = problems.quotesText ? Suggestion.nearest(to: name, in: anchors.keys.sorted()) : nil
      throw problems.diagnostic(
        quoting: "no '&\(name)' stands before the alias '*\(name)'", or: "no anchor stands before an alias of its name",
        at: event.mark,
        hint: nearest.map { "did you mean '*\($0)'?" } ?? "put a text that begins with '*' in quotes")
    }
    return anchor
  }
}

extension Composer.Built {
  mutating func add(_ part: Composer.Built) {
    count += part.count
    height = max(height, part.height + 1)
  }
}
