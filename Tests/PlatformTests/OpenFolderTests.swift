import Foundation
import Platform
import Testing

@Suite("Open folders")
struct OpenFolderTests {
  private func withFolder(_ body: (OpenFolder, String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "monigen-folder-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(try OpenFolder.open(root: path), path)
  }

  @Test("a file is replaced as a whole, and nothing passing is left")
  func replace() throws {
    try withFolder { folder, _ in
      try folder.replace("a b", with: [1])
      try folder.replace("a b", with: [2, 3])
      #expect(try folder.names() == ["a b"])
      #expect(try folder.read("a b") == [2, 3])
    }
  }

  @Test("a link is never followed: not as a folder, not as a file")
  func links() throws {
    try withFolder { folder, path in
      try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: "/etc")
      try FileManager.default.createSymbolicLink(atPath: path + "/file", withDestinationPath: "/etc/passwd")
      #expect(try folder.entry("link") == .symbolicLink)
      #expect(throws: SystemError(ELOOP)) { try folder.folder("link") }
      #expect(throws: SystemError(ELOOP)) { try folder.read("file") }
      try folder.replace("file", with: [])
      #expect(try folder.entry("file") == .file)
    }
  }
}
