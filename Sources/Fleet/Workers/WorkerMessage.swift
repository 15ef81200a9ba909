import Diagnostics
import Foundation
import Jsonnet

/// What the parent asks of a worker.
struct WorkerRequest: Codable, Sendable {
  var evaluation: EvaluationRequest
  /// Bytes of address space.
  var memory: Int?
}

/// What a worker answers.
enum WorkerResponse: Codable, Sendable {
  case output(EvaluationOutput)
  case failure([Diagnostic])
}

/// The exit codes of a worker that gave no answer. Far from those that shells and sanitizers use.
enum WorkerExit {
  static let outOfMemory: Int32 = 86
  static let badRequest: Int32 = 87
  static let orphaned: Int32 = 88
}

/// The payloads of frames.
enum WorkerCoding {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return Array(try encoder.encode(value))
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}
