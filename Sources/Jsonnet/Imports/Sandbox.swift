/// The folders that an evaluation may read, with every symbolic link resolved.
struct Sandbox: Sendable {
  /// Real paths, without those that do not exist.
  let roots: [String]

  /// Takes folders by absolute path; one that does not exist allows nothing.
  init(folders: [String]) {
    var seen: Set<String> = []
    roots = folders.compactMap { try? FileSystem.realPath($0) }.filter { seen.insert($0).inserted }
  }

  /// Whether a real path lies in one of the folders.
  func allows(_ realPath: String) -> Bool {
    roots.contains { root in realPath == root || realPath.hasPrefix(PathText.withSlash(root)) }
  }
}
