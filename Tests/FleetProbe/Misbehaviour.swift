import Diagnostics
import Foundation
import Jsonnet

/// Programs that do what no Jsonnet program is supposed to bring a worker to; all other code is Jsonnet.
enum Misbehaviour {
  static func evaluate(_ request: EvaluationRequest, choose: Evaluator.Choose?) throws -> EvaluationOutput {
    guard case .snippet(let code, _) = request.program, code.hasPrefix("probe:") else {
      return try Evaluator.evaluate(request, choose: choose)
    }
    switch code.dropFirst("probe:".count) {
    case "swift-memory": eatSwiftMemory()
    case "malloc": eatMalloc()
    case "realloc": panicLikeLibjsonnet()
    case "crash": UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1
    case "trap": preconditionFailure("a broken invariant")
    case "sleep": while true { sleep(1000) }
    case "stack": return output(String(recurse(depth: 500_000)))
    case "print":
      print("on standard output")
      fflush(nil)
    case "exit": exit(3)
    case "child": startChild()
    case "descriptors": return output(openDescriptors())
    case let text where text.hasPrefix("trace "): trace(String(text.dropFirst(6)))
    case let text where text.hasPrefix("size "):
      return output(String(repeating: "x", count: Int(text.dropFirst(5))!))
    default: throw Diagnostic("unknown misbehaviour")
    }
    return output("done")
  }

  private static func output(_ text: String) -> EvaluationOutput {
    EvaluationOutput(documents: [.init(text: text)], importedFiles: [])
  }

  private static func eatSwiftMemory() {
    var pieces: [[UInt8]] = []
    while true { pieces.append([UInt8](repeating: 1, count: 1 << 20)) }
  }

  private static func eatMalloc() {
    while let piece = malloc(1 << 20) { memset(piece, 1, 1) }
    abort()
  }

  /// What libjsonnet does when realloc gives it nothing.
  private static func panicLikeLibjsonnet() {
    complain("FATAL ERROR: a memory allocation error occurred.\n")
    abort()
  }

  private static func recurse(depth: Int) -> Int {
    var block = (depth, depth, depth, depth, depth, depth, depth, depth)
    return withUnsafeMutableBytes(of: &block) { bytes in
      depth == 0 ? bytes.count : recurse(depth: depth - 1) &+ Int(bytes[0] & 1)
    }
  }

  /// A process that stays in the worker's group and holds its pipes open.
  private static func startChild() {
    var process = pid_t()
    let words: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("100000"), nil]
    posix_spawnp(&process, "sleep", nil, nil, words, environ)
    complain("child \(process)\n")
  }

  private static func openDescriptors() -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int($0) }.sorted().map(String.init).joined(separator: " ")
  }

  private static func trace(_ text: String) {
    for number in 1...50 { complain("\(text) \(number)\n") }
  }
}
