internal import CJsonnet
import ValueTree

/// A function for `std.native`. It must be pure: Jsonnet calls it when, and as often as, it likes.
///
/// An error that it throws becomes a Jsonnet error with its description.
typealias NativeFunction = (NativeArguments) throws -> NativeValue

/// The arguments of one call, valid while it runs. libjsonnet passes primitives only.
struct NativeArguments {
  fileprivate let machine: OpaquePointer
  fileprivate let values: UnsafePointer<OpaquePointer?>
  let count: Int

  /// The bytes of a string up to its first NUL, without it; nil for any other kind.
  func string(_ index: Int) -> UnsafeBufferPointer<UInt8>? {
    // "If the value is a string, return it as UTF8 otherwise return NULL." It stays libjsonnet's.
    guard let text = jsonnet_json_extract_string(machine, values[index]) else { return nil }
    let length = strlen(text)
    return UnsafeRawPointer(text).withMemoryRebound(to: UInt8.self, capacity: length) {
      UnsafeBufferPointer(start: $0, count: length)
    }
  }

  /// A number; nil for any other kind.
  func number(_ index: Int) -> Double? {
    var value = 0.0
    // "If the value is a number, return 1 and store the number in out, otherwise return 0."
    return jsonnet_json_extract_number(machine, values[index], &value) == 1 ? value : nil
  }

  /// A boolean; nil for any other kind.
  func bool(_ index: Int) -> Bool? {
    // "Return 0 if the value is false, 1 if it is true, and 2 if it is not a bool."
    switch jsonnet_json_extract_bool(machine, values[index]) {
    case 0: false
    case 1: true
    default: nil
    }
  }
}

/// What a native function returns.
enum NativeValue {
  case null
  case bool(Bool)
  case number(Double)
  /// UTF-8 without NUL: a C string carries it.
  case string([UInt8])
  case array([NativeValue])
  /// Data, whose strings end at their first NUL.
  case data(Value)
}

/// Keeps a Swift closure alive as long as the VM that may call it.
class CallbackBox {
  fileprivate let machine: OpaquePointer

  fileprivate init(machine: OpaquePointer) { self.machine = machine }

  /// A copy that libjsonnet will free.
  fileprivate func copy(_ bytes: some Collection<UInt8>) -> UnsafeMutablePointer<CChar>? {
    // "Allocate, resize, or free a buffer. It will only return NULL if sz was zero."
    let buffer = jsonnet_realloc(machine, nil, bytes.count + 1)
    guard let buffer else { return nil }
    buffer.withMemoryRebound(to: UInt8.self, capacity: bytes.count + 1) { target in
      _ = UnsafeMutableBufferPointer(start: target, count: bytes.count).initialize(from: bytes)
      target[bytes.count] = 0
    }
    return buffer
  }
}

/// The import callback's context.
final class ImportBox: CallbackBox {
  private let answerImport: VirtualMachine.ImportFunction

  init(machine: OpaquePointer, answer: @escaping VirtualMachine.ImportFunction) {
    answerImport = answer
    super.init(machine: machine)
  }

  /// "The directory containing the code that did the import; the path imported by the code. found_here: the path to
  /// the file … so that imports from the content of the imported file can be resolved correctly."
  func answer(
    folder: UnsafePointer<CChar>, path: UnsafePointer<CChar>,
    foundHere: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>,
    text: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, length: UnsafeMutablePointer<Int>
  ) -> Int32 {
    do {
      let found = try answerImport(String(cString: folder), String(cString: path))
      foundHere.pointee = copy(found.name.utf8)
      text.pointee = copy(found.text)
      length.pointee = found.text.count
      return 0
    } catch {
      let message = Array(String(describing: error).utf8)
      text.pointee = copy(message)
      length.pointee = message.count
      return 1
    }
  }
}

/// A native function's context.
final class NativeBox: CallbackBox {
  private let count: Int
  private let body: NativeFunction

  init(machine: OpaquePointer, count: Int, body: @escaping NativeFunction) {
    self.count = count
    self.body = body
    super.init(machine: machine)
  }

  /// "Return a string upon failure, which will appear in Jsonnet as an error. The argv pointer is an array whose size
  /// matches the array of parameters." What it returns, libjsonnet destroys.
  func answer(
    arguments: UnsafePointer<OpaquePointer?>, success: UnsafeMutablePointer<Int32>
  ) -> OpaquePointer? {
    do {
      let value = try body(NativeArguments(machine: machine, values: arguments, count: count))
      success.pointee = 1
      return make(value)
    } catch {
      success.pointee = 0
      return jsonnet_json_make_string(machine, String(describing: error))
    }
  }

  private func make(_ value: NativeValue) -> OpaquePointer? {
    switch value {
    case .null: return jsonnet_json_make_null(machine)
    case .bool(let value): return jsonnet_json_make_bool(machine, value ? 1 : 0)
    case .number(let value): return jsonnet_json_make_number(machine, value)
    case .string(let bytes):
      return (bytes + [0]).withUnsafeBytes {
        jsonnet_json_make_string(machine, $0.baseAddress?.assumingMemoryBound(to: CChar.self))
      }
    case .array(let items):
      let array = jsonnet_json_make_array(machine)
      for item in items { jsonnet_json_array_append(machine, array, make(item)) }
      return array
    case .data(let value): return make(value)
    }
  }

  private func make(_ value: Value) -> OpaquePointer? {
    switch value {
    case .null: return jsonnet_json_make_null(machine)
    case .bool(let value): return jsonnet_json_make_bool(machine, value ? 1 : 0)
    case .number(let value): return jsonnet_json_make_number(machine, value.double)
    case .string(let text): return jsonnet_json_make_string(machine, text)
    case .array(let items):
      let array = jsonnet_json_make_array(machine)
      for item in items { jsonnet_json_array_append(machine, array, make(item)) }
      return array
    case .object(let members):
      let object = jsonnet_json_make_object(machine)
      // The name is copied, the value is the object's.
      for (name, value) in members { jsonnet_json_object_append(machine, object, name, make(value)) }
      return object
    }
  }
}
