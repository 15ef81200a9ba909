import Diagnostics
import Fleet
import Foundation
import Platform

/// A build with contents made from a number.
enum TreeProbe {
  static let record = BuildRecord(release: "v0.17.0", stack: "embedded", inputs: [])

  static func build(root: String, seed: UInt64) {
    Interruption.install()
    do {
      try write(root: root, seed: seed)
    } catch {
      complain(DiagnosticRenderer().render(DiagnosticList(error).all))
      exit(2)
    }
  }

  /// Says `ready` once the first tree is complete.
  static func rebuild(root: String, seed: UInt64) {
    Interruption.install()
    for step in 0... {
      do {
        try write(root: root, seed: seed &+ UInt64(step) &* 1_000_003)
      } catch {
        complain(DiagnosticRenderer().render(DiagnosticList(error).all))
        exit(2)
      }
      if step == 0 { print("ready") }
      fflush(nil)
    }
  }

  private static func write(root: String, seed: UInt64) throws {
    let writer = TreeWriter(root: try OutputRoot(path: root, use: .write), cluster: "prod")
    let plan = try writer.plan(SeededTree(seed: seed).files, record: record)
    try writer.execute(plan)
  }
}
