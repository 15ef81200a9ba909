internal import CLibYAML
import Diagnostics

/// One step of a document, with everything copied out of libyaml.
struct Event {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
  }

  var kind: Kind
  /// Where it starts, counted in Unicode scalars.
  var mark: Int
  var anchor: String?
  var tag: String?
  /// A scalar's text, an alias' name.
  var text = ""
  /// Whether a scalar stands without quotes and without a block indicator.
  var isPlain = false
}

/// Owns one of libyaml's parsers and turns its events into Swift's.
final class EventStream {
  private let handle: UnsafeMutablePointer<yaml_parser_t>
  private let problems: ProblemReporter

  /// - Parameter input: the text, valid UTF-8 without a byte order mark. It must outlive the stream: "The string must
  ///   be valid until the parser is destroyed" is what libyaml's `yaml_parser_set_input_string` asks for.
  init(input: UnsafeBufferPointer<UInt8>, problems: ProblemReporter) {
    handle = .allocate(capacity: 1)
    self.problems = problems
    // "Initialize a parser. […] Returns 1 if the function succeeded, 0 on error." The only error is lack of memory.
    precondition(yaml_parser_initialize(handle) == 1, "out of memory")
    yaml_parser_set_encoding(handle, YAML_UTF8_ENCODING)
    // libyaml refuses a null pointer; a handle's own address serves for no bytes at all.
    let start = input.baseAddress ?? UnsafePointer(UnsafeRawPointer(handle).assumingMemoryBound(to: UInt8.self))
    yaml_parser_set_input_string(handle, start, input.count)
  }

  deinit {
    yaml_parser_delete(handle)
    handle.deallocate()
  }

  /// The next event; throws what is wrong with the text, in our words.
  func next() throws -> Event {
    var event = yaml_event_t()
    // "An application is responsible for freeing any buffers associated with the produced event object using the
    // yaml_event_delete() function." Deleting after an error is allowed: the event is then empty.
    guard yaml_parser_parse(handle, &event) == 1 else { throw problem() }
    defer { yaml_event_delete(&event) }
    return Self.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> Event {
    let mark = event.start_mark.index
    switch event.type {
    case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, mark: mark)
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, mark: mark)
    case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, mark: mark)
    case YAML_ALIAS_EVENT:
      return Event(kind: .alias, mark: mark, text: string(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      return Event(
        kind: .scalar, mark: mark, anchor: string(scalar.anchor), tag: string(scalar.tag),
        text: String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      return Event(kind: .sequenceStart, mark: mark, anchor: string(start.anchor), tag: string(start.tag))
    case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: mark)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      return Event(kind: .mappingStart, mark: mark, anchor: string(start.anchor), tag: string(start.tag))
    case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: mark)
    default: return Event(kind: .streamEnd, mark: mark)
    }
  }

  private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    text.map { String(cString: $0) }
  }

  private func problem() -> Diagnostic {
    let problem = handle.pointee.problem.map { String(cString: $0) } ?? ""
    switch handle.pointee.error {
    case YAML_READER_ERROR:
      return problems.unreadable(problem, byte: handle.pointee.problem_offset, scalar: handle.pointee.problem_value)
    default:
      let context = handle.pointee.context.map { String(cString: $0) }
      return problems.syntax(
        problem, at: handle.pointee.problem_mark.index, context: context, from: handle.pointee.context_mark.index)
    }
  }
}
