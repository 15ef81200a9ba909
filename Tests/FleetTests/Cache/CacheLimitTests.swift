import Foundation
import Testing

@testable import Fleet

@Suite("The size of the cache")
struct CacheLimitTests {
  @Test("what was used least recently goes, and half written files an hour later")
  func enforce() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "monigen-limit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let inner = folder.appending(path: "evaluations/contents/ab")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    func write(_ name: String, age: TimeInterval) throws {
      let file = inner.appending(path: name)
      try Data(count: 100_000).write(to: file)
      try FileManager.default.setAttributes([.modificationDate: Date.now - age], ofItemAtPath: file.path)
    }
    for number in 0..<10 { try write("file\(number)", age: Double(number) * 1000) }
    try write(".monigen-1-1.tmp", age: 4000)
    try write(".monigen-1-2.tmp", age: 10)
    CacheLimit(folder: folder.path, bytes: 2_000_000).enforce()
    let first = try FileManager.default.contentsOfDirectory(atPath: inner.path)
    #expect(Set(first) == Set((0..<10).map { "file\($0)" } + [".monigen-1-2.tmp"]))
    CacheLimit(folder: folder.path, bytes: 600_000).enforce()
    let left = try FileManager.default.contentsOfDirectory(atPath: inner.path)
    #expect(left.count <= 4 && left.contains("file0"))
    #expect(!left.contains("file9"))
  }
}
