import Foundation
import Platform
import Testing

@testable import Fleet

@Suite("What is known of files by their stamps")
struct StampIndexTests {
  /// Removed with the test.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "monigen-stamps-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws -> String {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
      return "\(path)/\(name)"
    }
  }

  private static let contents = StampIndex.Contents(
    entries: [
      "a.yaml": .init(stamp: stamp(1), digest: Digest(of: "a")), "": .init(stamp: stamp(-1), digest: Digest(of: "")),
      "setup/ä.yaml": .init(stamp: stamp(.max), digest: Digest(of: "b")),
    ], origin: Digest(of: "origin"))

  private static func stamp(_ number: Int64) -> FileStamp {
    FileStamp(device: number, inode: 2, size: .min, contentTime: number, stateTime: 5)
  }

  @Test("what is written is read back", arguments: [contents, .init(), .init(entries: contents.entries)])
  func roundTrip(contents: StampIndex.Contents) throws {
    let read = try #require(StampIndex.Contents(bytes: contents.bytes))
    #expect(read.origin == contents.origin)
    #expect(read.entries.mapValues(\.stamp) == contents.entries.mapValues(\.stamp))
    #expect(read.entries.mapValues(\.digest) == contents.entries.mapValues(\.digest))
    #expect(read.bytes == contents.bytes)
  }

  @Test("what is cut, of another format or of an impossible length is not read")
  func damaged() {
    let bytes = Self.contents.bytes
    let whole = Set([bytes.count] + (0...3).map { count in
      let first = Self.contents.entries.sorted { $0.key < $1.key }.prefix(count)
      return StampIndex.Contents(entries: Dictionary(uniqueKeysWithValues: first.map { ($0, $1) })).bytes.count
    })
    for count in bytes.indices where !whole.contains(count) {
      #expect(StampIndex.Contents(bytes: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(StampIndex.Contents(bytes: [UInt8](repeating: 0, count: 40)) == nil)
    let empty = StampIndex.Contents().bytes
    for length in [Int64.max, -1, .min, 1] {
      #expect(StampIndex.Contents(bytes: empty + withUnsafeBytes(of: length.littleEndian) { Array($0) }) == nil)
    }
  }

  @Test("an origin is known while every file that it gave is")
  func origin() throws {
    let folder = try Folder()
    let origin = Digest(of: "origin"), files = ["a": Digest(of: "a"), "b": Digest(of: "b")]
    let index = StampIndex(folder: folder.path, name: "tree")
    index.note("a", Self.stamp(1), Digest(of: "a"), at: 6)
    index.note("old", Self.stamp(1), Digest(of: "old"), at: 6)
    index.note(origin: origin, of: files)
    #expect(index.note("b", Self.stamp(1), Digest(of: "b"), at: 5) == false)
    index.note(origin: origin, of: files)
    index.note("b", Self.stamp(1), Digest(of: "other"), at: 6)
    index.note(origin: origin, of: files)
    index.save()
    #expect(StampIndex(folder: folder.path, name: "tree").stamps(ofFilesMadeOf: origin) == nil)

    index.note("b", Self.stamp(1), Digest(of: "b"), at: 6)
    index.note(origin: origin, of: files)
    index.save()
    let read = StampIndex(folder: folder.path, name: "tree")
    #expect(read.stamps(ofFilesMadeOf: origin) == ["a": Self.stamp(1), "b": Self.stamp(1)])
    #expect(read.stamps(ofFilesMadeOf: Digest(of: "other")) == nil)
    #expect(read.digest(of: "old", Self.stamp(1)) == nil)

    // Another run that notes something else no longer knows that it is the same.
    read.note("a", Self.stamp(2), Digest(of: "edited"), at: 6)
    read.save()
    #expect(StampIndex(folder: folder.path, name: "tree").stamps(ofFilesMadeOf: origin) == nil)
  }

  @Test("a file that was too young when a build read it is known to the next one, and so are others that it names")
  func youngInputs() throws {
    let folder = try Folder()
    let path = try folder.write("young.yaml", "a"), other = try folder.write("other.libsonnet", "{}")
    let states = FileStates(StampIndex(folder: folder.path, name: "project"))
    #expect(states.digest(of: path) == Digest(of: "a"))
    FileStamp.awaitTick()
    states.save(others: [other, "\(folder.path)/missing"])

    let next = StampIndex(folder: folder.path, name: "project")
    #expect(next.digest(of: path, try #require(FileStamp(path: path))) == Digest(of: "a"))
    #expect(next.digest(of: other, try #require(FileStamp(path: other))) == Digest(of: "{}"))
  }

  @Test("a file that changes after a build has read it is the same to that build, and another one to the next")
  func changedInput() throws {
    let folder = try Folder()
    let path = try folder.write("a.yaml", "old")
    let states = FileStates(StampIndex(folder: folder.path, name: "project"))
    #expect(states.digest(of: path) == Digest(of: "old"))
    _ = try folder.write("a.yaml", "new")
    #expect(states.digest(of: path) == Digest(of: "old"))
    FileStamp.awaitTick()
    states.save()
    #expect(FileStates(StampIndex(folder: folder.path, name: "project")).digest(of: path) == Digest(of: "new"))
  }
}
