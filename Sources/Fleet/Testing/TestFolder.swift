import Diagnostics
import Platform
import ValueTree

/// A folder with tests: `LIBRARY/tests`, or one below it whose `config.json` says other settings.
///
/// `*.test.yaml` are promtool's own tests; what they expect holds for the library's defaults, or for the folder's
/// `config.json`. `*.test.jsonnet` is a function of the library's settings that gives such a test, so that it holds for
/// any: with `--cluster` it gets the cluster's.
struct TestFolder: Sendable {
  let library: Library
  /// Relative to the project, or absolute.
  let path: String
  /// Names of `*.test.yaml` files, sorted.
  let plain: [String]
  /// Names of `*.test.jsonnet` files, sorted.
  let computed: [String]
  /// Whether there is a `config.json`.
  let hasConfig: Bool

  /// The folders of a library that have tests, by path; an empty one where there is none.
  ///
  /// - Throws: a `Diagnostic` for a folder that cannot be read.
  static func all(of library: Library, in project: Project) throws -> [TestFolder] {
    let path = "\(library.folder)/tests"
    let folders = try scan(path, of: library, in: project, depth: 0)
    guard folders.isEmpty else { return folders }
    return [TestFolder(library: library, path: path, plain: [], computed: [], hasConfig: false)]
  }

  /// How deep folders of tests may nest: links in circles end somewhere.
  private static let greatestDepth = 8

  private static func scan(
    _ path: String, of library: Library, in project: Project, depth: Int
  ) throws -> [TestFolder] {
    guard project.folderExists(path), depth < greatestDepth else { return [] }
    let names = try LocalFiles.entries(of: project.absolute(path), shownAs: path).sorted()
    let folder = TestFolder(
      library: library, path: path, plain: names.filter { $0.hasSuffix(".test.yaml") },
      computed: names.filter { $0.hasSuffix(".test.jsonnet") }, hasConfig: names.contains("config.json"))
    let own = folder.plain.isEmpty && folder.computed.isEmpty ? [] : [folder]
    return try own + names.flatMap { try scan("\(path)/\($0)", of: library, in: project, depth: depth + 1) }
  }
}
