import Fleet
import Foundation
import Jsonnet
import Platform

/// A parent of workers.
enum PoolProbe {
  static func run(jobs: Int, codes: [String]) async {
    Interruption.install()
    let pool = WorkerPool { FileHandle.standardError.write(Data($0)) }
    let requests = codes.map { EvaluationRequest(program: .snippet(code: $0, name: "<probe>"), displayRoot: "/") }
    for result in await pool.evaluate(requests, limits: Limits(), jobs: jobs) {
      switch result {
      case .success(let output): print(output.documents.map(\.text).joined())
      case .failure(let error): print(error.all.map(\.message).joined())
      }
    }
  }
}

/// Standard error, without a buffer.
func complain(_ text: String) {
  FileHandle.standardError.write(Data(text.utf8))
}
