import Diagnostics
import Foundation
import Jsonnet
import Platform

/// What the parent asks of a worker.
struct WorkerRequest: Codable, Sendable {
  var evaluation: EvaluationRequest
  /// Bytes of address space.
  var memory: Int?
  /// Whether the program is to be read, and then to be evaluated as `WorkerBranches` say, which follow.
  var isDivided = false
}

/// What the parent asks of a worker that has read its program, or is reading it: each branch is evaluated in a process
/// of its own.
struct WorkerBranches: Codable, Sendable {
  var branches: [EvaluationBranch]
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

/// What a divided worker answers, branch by branch, as they are done.
struct BranchAnswer: Sendable, Hashable {
  /// The place of the branch among those that were asked for.
  var branch: Int
  /// The bytes of a `BranchOutput` or of a `WorkerResponse`.
  var payload: [UInt8]

  init(branch: Int, payload: [UInt8]) {
    self.branch = branch
    self.payload = payload
  }

  /// Reads the payload of a frame; nil where it is something else.
  init?(_ bytes: [UInt8]) throws(WorkerFrame.Problem) {
    guard let frames = try WorkerFrame.decodeAll(bytes), frames.count == 2,
      let branch = Int(String(decoding: frames[0], as: UTF8.self))
    else { return nil }
    self.init(branch: branch, payload: frames[1])
  }

  /// The frame.
  var bytes: [UInt8] {
    WorkerFrame.encode(WorkerFrame.encode(Array("\(branch)".utf8)) + WorkerFrame.encode(payload))
  }
}

/// What a branch gave. As bytes it is four frames, since texts of megabytes would cost much as JSON.
struct BranchOutput: Sendable, Hashable {
  /// The names of the variables that were asked for, sorted.
  var variables: [String]
  /// The text of a `TraceInputs`.
  var inputs: [UInt8]
  /// The JSON that the program evaluated to.
  var text: [UInt8]
  /// What processors worked for it.
  var time: Duration
  /// Whether something was printed meanwhile, as by `std.trace`, by this branch or one beside it.
  var hasPrinted = false

  init(_ output: EvaluationOutput) {
    variables = output.readVariables
    inputs = TraceInputs.text(of: output)
    text = Array((output.documents.first?.text ?? "").utf8)
    time = ProcessorTime.ofThisProcess
  }

  /// Reads the bytes; nil where they are none.
  init?(_ bytes: [UInt8]) throws(WorkerFrame.Problem) {
    guard let frames = try WorkerFrame.decodeAll(bytes), frames.count == 4,
      let microseconds = Int(String(decoding: frames[3], as: UTF8.self))
    else { return nil }
    time = .microseconds(microseconds)
    variables = frames[0].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    inputs = frames[1]
    text = frames[2]
  }

  var bytes: [UInt8] {
    let names = Array(variables.joined(separator: "\0").utf8)
    let (seconds, attoseconds) = time.components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    return [names, inputs, text, Array("\(microseconds)".utf8)].flatMap(WorkerFrame.encode)
  }
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
