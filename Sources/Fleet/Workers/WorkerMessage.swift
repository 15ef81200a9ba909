import Diagnostics
import Foundation
import Jsonnet

/// What the parent asks of a worker.
struct WorkerRequest: Codable, Sendable {
  var evaluation: EvaluationRequest
  /// Bytes of address space.
  var memory: Int?
  /// Where there are any, the program is read once, and each of them evaluated in a process of its own.
  var branches: [EvaluationBranch] = []
  /// How many of them at a time.
  var jobs = 1
  /// How long each of them may take.
  var time: Duration?
}

/// One of several things that a program does, for one cluster.
struct EvaluationBranch: Codable, Sendable, Hashable {
  /// What the program gets for `std.native('monigen.choice')('target')`.
  var number: Int
  var variables: [EvaluationRequest.Variable]
}

/// What a worker answers.
enum WorkerResponse: Codable, Sendable {
  case output(EvaluationOutput)
  case failure([Diagnostic])
  /// The process of a branch ended without an answer.
  case ended(BranchEnd)
}

/// How the process of a branch ended that gave no answer.
enum BranchEnd: Codable, Sendable, Hashable {
  case exited(Int32)
  case signalled(Int32)
  case timedOut
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
