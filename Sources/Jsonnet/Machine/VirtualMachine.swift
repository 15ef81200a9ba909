internal import CJsonnet
import Glibc

/// Owns one libjsonnet VM and all that its callbacks need. Not for use by two threads at once.
final class VirtualMachine {
  /// What an import callback answers: the name that libjsonnet shall know the file by, and its text.
  typealias ImportFunction = (_ folder: String, _ path: String) throws -> (name: String, text: [UInt8])

  private let vm: OpaquePointer
  private let importSlot: UnsafeMutablePointer<monigen_import>
  private var boxes: [Unmanaged<CallbackBox>] = []

  init(maxStack: Int) {
    // "Create a new Jsonnet virtual machine." It never returns NULL: without memory the process ends.
    vm = jsonnet_make()
    importSlot = .allocate(capacity: 1)
    importSlot.initialize(to: monigen_import(vm: vm, context: nil, function: nil))
    jsonnet_max_stack(vm, UInt32(clamping: max(0, maxStack)))
    // "Set the number of lines of stack trace to display (0 for all of them)."
    jsonnet_max_trace(vm, 0)
  }

  deinit {
    jsonnet_destroy(vm)
    importSlot.deallocate()
    for box in boxes { box.release() }
  }

  func setStringOutput() { jsonnet_string_output(vm, 1) }

  // "Argument values are copied so memory should be managed by caller." for all four.
  func bindExternal(_ name: String, string value: String) { jsonnet_ext_var(vm, name, value) }
  func bindExternal(_ name: String, code: String) { jsonnet_ext_code(vm, name, code) }
  func bindArgument(_ name: String, string value: String) { jsonnet_tla_var(vm, name, value) }
  func bindArgument(_ name: String, code: String) { jsonnet_tla_code(vm, name, code) }

  /// Makes `answer` the one that finds imports. It must not call back into this VM.
  func setImports(_ answer: @escaping ImportFunction) {
    importSlot.pointee.context = retain(ImportBox(machine: vm, answer: answer))
    importSlot.pointee.function = { context, folder, path, foundHere, text, length in
      guard let context, let folder, let path, let foundHere, let text, let length else { return 1 }
      let box = Unmanaged<ImportBox>.fromOpaque(context).takeUnretainedValue()
      return box.answer(folder: folder, path: path, foundHere: foundHere, text: text, length: length)
    }
    monigen_install_import(importSlot)
  }

  /// Registers a function for `std.native`, of so many parameters, all given as primitives.
  func register(_ name: String, parameters: [String], _ body: @escaping NativeFunction) {
    let context = retain(NativeBox(machine: vm, count: parameters.count, body: body))
    let copies = parameters.map { name in name.withCString { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    // "NULL-terminated array of the names of the params. Must be valid identifiers." They are copied.
    var names: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) } + [nil]
    jsonnet_native_callback(
      vm, name,
      { context, arguments, success in
        // libjsonnet gives all three; with none of them there is nothing to answer with.
        guard let context, let arguments, let success else { return nil }
        let box = Unmanaged<NativeBox>.fromOpaque(context).takeUnretainedValue()
        return box.answer(arguments: arguments, success: success)
      }, context, &names)
  }

  /// Evaluates code, which must hold no NUL, under a name.
  func evaluate(_ text: [UInt8], name: String, output: EvaluationRequest.Output) -> Outcome {
    var failed: Int32 = 0
    let terminated = text.map { CChar(bitPattern: $0) } + [0]
    let evaluate =
      switch output {
      case .single: jsonnet_evaluate_snippet
      case .multi: jsonnet_evaluate_snippet_multi
      case .stream: jsonnet_evaluate_snippet_stream
      }
    // "Returns either JSON or the error message. The returned string should be cleaned up with jsonnet_realloc."
    let result: UnsafeMutablePointer<CChar>? = evaluate(vm, name, terminated, &failed)
    guard let result else { return .failed("no result") }
    defer { jsonnet_realloc(vm, result, 0) }
    return failed == 0 ? .documents(Self.documents(result, output)) : .failed(String(cString: result))
  }

  enum Outcome {
    case documents([EvaluationOutput.Document])
    /// libjsonnet's own text.
    case failed(String)
  }

  /// "multi: an even number of strings, the filename and JSON interleaved; stream: several strings; each ends with
  /// \0, and the last is followed by one more."
  private static func documents(
    _ result: UnsafePointer<CChar>, _ output: EvaluationRequest.Output
  ) -> [EvaluationOutput.Document] {
    var next = result
    func take() -> String {
      let length = strlen(next)
      defer { next += length + 1 }
      return next.withMemoryRebound(to: UInt8.self, capacity: length) {
        String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
      }
    }
    var documents: [EvaluationOutput.Document] = []
    switch output {
    case .single: documents.append(.init(text: take()))
    // A document is never empty, it ends with a line feed. A field named '' looks like the end, to jsonnet too.
    case .multi: while next[0] != 0 { documents.append(.init(name: take(), text: take())) }
    case .stream: while next[0] != 0 { documents.append(.init(text: take())) }
    }
    return documents
  }

  private func retain(_ box: CallbackBox) -> UnsafeMutableRawPointer {
    let retained = Unmanaged.passRetained(box)
    boxes.append(retained)
    return retained.toOpaque()
  }
}
