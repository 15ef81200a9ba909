import Platform

/// Asks git which files on disk it could give back.
enum GitContents {
  /// Those of `files` (relative to `folder`) with a content that is at HEAD or in the index, so that overwriting them
  /// loses nothing. A file that a merge left with conflict markers counts too: git has both sides. None where there is
  /// no git or no repository.
  static func saved(_ files: [String], in folder: String) -> Set<String> {
    var saved: Set<String> = []
    var rest = files[...]
    while !rest.isEmpty {
      saved.formUnion(savedChunk(Array(rest.prefix(200)), in: folder))
      rest = rest.dropFirst(200)
    }
    return saved
  }

  private static func savedChunk(_ files: [String], in folder: String) -> Set<String> {
    // `hash-object` gives the name that git would store the file under, line ending conversion and filters included.
    guard let hashes = git(["hash-object", "--"] + files, in: folder)?.split(separator: "\n"),
      hashes.count == files.count,
      let index = git(["ls-files", "--stage", "-z", "--"] + files, in: folder)
    else { return [] }
    // No commit yet: then there is only the index.
    let head = git(["ls-tree", "-z", "HEAD", "--"] + files, in: folder) ?? ""
    var known: [String: Set<String>] = [:]
    var unmerged: Set<String> = []
    for entry in index.split(separator: "\0") + head.split(separator: "\0") {
      // MODE HASH STAGE<tab>PATH of ls-files, MODE blob HASH<tab>PATH of ls-tree.
      guard let tab = entry.firstIndex(of: "\t") else { continue }
      let words = entry[..<tab].split(separator: " ").map(String.init)
      let path = String(entry[entry.index(after: tab)...])
      guard words.count == 3 else { continue }
      known[path, default: []].formUnion(words)
      if words[1] != "blob", words[2] != "0" { unmerged.insert(path) }
    }
    let saved = zip(files, hashes).filter { known[$0]?.contains(String($1)) == true }.map(\.0)
    return Set(saved).union(unmerged.filter { hasConflictMarkers($0, in: folder) })
  }

  private static func hasConflictMarkers(_ file: String, in folder: String) -> Bool {
    guard let folder = try? OpenFolder.open(root: folder).folder(TreePath.folder(of: file)),
      let contents = try? folder.read(TreePath.name(of: file))
    else { return false }
    return contents.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "<<<<<<< ".utf8) }
  }

  /// What git prints; nil where it fails.
  private static func git(_ arguments: [String], in folder: String) -> String? {
    guard let answer = try? GitCommand.run(arguments, in: folder, timeLimit: .seconds(60)), answer.isSuccess else {
      return nil
    }
    return answer.text
  }
}
