import Foundation
import TestSupport
import Testing

@Suite("The cache of builds")
struct CacheSafetyTests {
  /// A project with a cache of its own, built once.
  private struct CachedProject {
    let project: SmallProject
    var cache: URL { project.workspace.folder.appending(path: "cache") }

    init() throws { project = try SmallProject() }

    func build(_ arguments: String..., output: String = "generated") async throws -> Binary.Outcome {
      try await Binary.run(
        ["build", "--output", output] + arguments, in: project.folder, environment: ["XDG_CACHE_HOME": cache.path])
    }

    /// All files and folders of the cache, sorted.
    func entries() throws -> [URL] {
      let names = try FileManager.default.subpathsOfDirectory(atPath: cache.path).sorted()
      return names.map { cache.appending(path: $0) }
    }

    func files() throws -> [URL] {
      try entries().filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
    }
  }

  enum Damage: CaseIterable {
    case cut, empty, flipped, otherFile, folder, gone
  }

  @Test("what is damaged is a miss: no error and no other result", arguments: Damage.allCases)
  func damage(_ damage: Damage) async throws {
    let cached = try CachedProject()
    #expect(try await cached.build().status == 0)
    let expected = try cached.project.tree()
    var random = SeededGenerator(seed: TestSupport.Effort.seed)
    let files = try cached.files()
    try #require(files.count > 5)
    for file in files { try Self.damage(file, damage, random.pick(files), &random) }
    for output in ["generated", "other"] {
      let outcome = try await cached.build(output: output)
      #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
      #expect(try cached.project.tree(output) == expected)
    }
    // What was damaged is whole again.
    #expect(try await cached.build("--check").output.hasSuffix("up to date\n"))
  }

  private static func damage(
    _ file: URL, _ damage: Damage, _ other: URL, _ random: inout SeededGenerator
  ) throws {
    var bytes = [UInt8](FileManager.default.contents(atPath: file.path) ?? Data())
    switch damage {
    case .cut: bytes.removeLast(1 + random.below(bytes.count))
    case .empty: bytes = []
    case .flipped: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
    case .otherFile: bytes = [UInt8](FileManager.default.contents(atPath: other.path) ?? Data())
    case .folder, .gone:
      try FileManager.default.removeItem(at: file)
      if damage == .folder {
        try FileManager.default.createDirectory(
          at: file.appending(path: "inner"), withIntermediateDirectories: true)
      }
      return
    }
    try Data(bytes).write(to: file)
  }

  @Test("it is for its owner alone, since results may hold secrets")
  func modes() async throws {
    let cached = try CachedProject()
    #expect(try await cached.build().status == 0)
    for entry in try cached.entries() where entry.path.contains("evaluations") {
      let attributes = try FileManager.default.attributesOfItem(atPath: entry.path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(entry.path)")
    }
  }

  @Test("builds at once share it")
  func concurrency() async throws {
    let cached = try CachedProject()
    try await withThrowingTaskGroup(of: Binary.Outcome.self) { group in
      for number in 0..<6 { group.addTask { try await cached.build(output: "tree\(number)") } }
      for try await outcome in group { #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)") }
    }
    let expected = try cached.project.tree("tree0")
    for number in 1..<6 { #expect(try cached.project.tree("tree\(number)") == expected) }
  }

  @Test("a build that is killed leaves nothing that another one takes for whole")
  func kills() async throws {
    let cached = try CachedProject()
    let reference = try await cached.build("--no-cache", output: "reference")
    #expect(reference.status == 0)
    var random = SeededGenerator(seed: TestSupport.Effort.seed)
    for _ in 0..<TestSupport.Effort.count(full: 40, quick: 4) {
      try? FileManager.default.removeItem(at: cached.cache)
      let build = try Binary.start(
        Binary.url,
        ["build", "--output", "killed"], in: cached.project.folder,
        environment: ["XDG_CACHE_HOME": cached.cache.path])
      try await Task.sleep(for: .milliseconds(random.below(400)))
      kill(build.process.processIdentifier, SIGKILL)
      build.process.waitUntilExit()
      let outcome = try await cached.build("--force", output: "after")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try cached.project.tree("after") == cached.project.tree("reference"))
    }
  }
}
