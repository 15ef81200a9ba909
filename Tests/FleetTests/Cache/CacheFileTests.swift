import Foundation
import Glibc
import Platform
import Testing

@testable import Fleet

@Suite("Files of the cache")
struct CacheFileTests {
  private static func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "monigen-cache-\(UUID().uuidString)").path
  }

  @Test("a pipe, a folder and a file of something else are misses, and removed", .timeLimit(.minutes(15)))
  func foreign() throws {
    let make: [(String) throws -> Void] = [
      { _ = mkfifo($0, 0o600) },
      { try FileManager.default.createDirectory(atPath: $0 + "/inner", withIntermediateDirectories: true) },
      { try Data("something else".utf8).write(to: URL(filePath: $0)) },
    ]
    for make in make {
      let path = Self.path()
      try make(path)
      #expect(LocalFiles.kind(of: path) != nil)
      #expect(CacheFile.read(path) == nil)
      #expect(LocalFiles.kind(of: path) == nil)
    }
  }
}
