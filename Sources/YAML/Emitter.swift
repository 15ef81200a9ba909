internal import CLibYAML

/// Owns one of libyaml's emitters, set up the way upstream's YAML looks: block style, unlimited width, Unicode as it
/// is.
///
/// libyaml's own rules decide where the wished style is not possible: a plain scalar becomes single quoted, a literal
/// one double quoted.
final class Emitter {
  enum Style {
    case plain, literal, doubleQuoted
  }

  private let handle: UnsafeMutablePointer<yaml_emitter_t>
  private var bytes: [UInt8] = []

  init() {
    handle = .allocate(capacity: 1)
    // "Initialize an emitter. […] Returns 1 if the function succeeded, 0 on error." The only error is lack of memory.
    precondition(yaml_emitter_initialize(handle) == 1, "out of memory")
    yaml_emitter_set_unicode(handle, 1)
    yaml_emitter_set_width(handle, -1)
    yaml_emitter_set_indent(handle, 2)
    // The handler's data is this object, which outlives the handle: `deinit` deletes it.
    yaml_emitter_set_output(
      handle,
      { data, buffer, count in
        guard let data, let buffer else { return 0 }
        let emitter = Unmanaged<Emitter>.fromOpaque(data).takeUnretainedValue()
        emitter.bytes.append(contentsOf: UnsafeBufferPointer(start: buffer, count: count))
        return 1
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    // "Destroy an emitter." Also frees the events that are still queued.
    yaml_emitter_delete(handle)
    handle.deallocate()
  }

  /// Writes one document. `body` emits its one node.
  func document(_ body: (Emitter) -> Void) -> String {
    emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
    emit { yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
    body(self)
    // The end of a document flushes. No stream end: after a block scalar with trailing line feeds it would write `...`.
    emit { yaml_document_end_event_initialize($0, 1) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func scalar(_ text: String, _ style: Style) {
    var text = text
    text.withUTF8 { buffer in
      withUnsafePointer(to: 0 as UInt8) { none in
        let start = buffer.baseAddress ?? none
        let cStyle = Self.cStyle(style)
        // "The style argument may be ignored by the emitter." The text is copied.
        emit { yaml_scalar_event_initialize($0, nil, nil, start, Int32(buffer.count), 1, 1, cStyle) }
      }
    }
  }

  func mapping(_ body: (Emitter) -> Void) {
    emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
    body(self)
    emit { yaml_mapping_end_event_initialize($0) }
  }

  func sequence(_ body: (Emitter) -> Void) {
    emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE) }
    body(self)
    emit { yaml_sequence_end_event_initialize($0) }
  }

  private static func cStyle(_ style: Style) -> yaml_scalar_style_t {
    switch style {
    case .plain: YAML_PLAIN_SCALAR_STYLE
    case .literal: YAML_LITERAL_SCALAR_STYLE
    case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
    }
  }

  /// Failure means lack of memory or events in an impossible order, which is this module's own bug: never input.
  private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) {
    var event = yaml_event_t()
    precondition(initialize(&event) == 1, "libyaml cannot make an event")
    // "The event object may be generated using the yaml_parser_parse() function. The emitter takes the responsibility
    // for the event object and destroys its content after it is emitted. The event object is destroyed even if the
    // function fails."
    precondition(yaml_emitter_emit(handle, &event) == 1, "libyaml cannot emit an event")
  }
}
