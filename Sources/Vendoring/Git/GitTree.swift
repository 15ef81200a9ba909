import Platform

/// Reads the files of a tree object, byte for byte: no checkout, so no filter, line ending or path of git's takes part.
struct GitTree {
  let git: GitCommand
  let id: String

  /// - Parameter name: what messages call the package.
  func read(as name: String) throws(VendorProblem) -> PackageTree {
    let files = try list(name)
    let output = try git.run(["cat-file", "--batch"], input: files.map { $0.id + "\n" }.joined())
    var rest = output[...]
    var entries: [PackageTree.Entry] = []
    for file in files {
      // `ID blob SIZE`, the bytes, a line feed.
      guard let end = rest.firstIndex(of: 10),
        let size = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ").last.flatMap({ Int($0) }),
        size >= 0, size < rest.endIndex - end - 1
      else { throw .gitFailed(git.remote.display, "no content for '\(file.path.joined(separator: "/"))'") }
      let bytes = Array(rest[(end + 1)...].prefix(size))
      rest = rest[(end + 1)...].dropFirst(size + 1)
      let content = file.isLink ? PackageTree.Content.link(String(decoding: bytes, as: UTF8.self)) : .file(bytes)
      entries.append(.init(path: file.path, content: content))
    }
    return try PackageTree(entries, of: name)
  }

  private struct File {
    var id: String
    var path: [String]
    var isLink: Bool
  }

  private func list(_ name: String) throws(VendorProblem) -> [File] {
    let output = try git.run(["ls-tree", "-r", "-z", "--full-tree", id, "--"])
    var files: [File] = []
    for line in output.split(separator: 0) {
      // `MODE TYPE ID<tab>PATH`
      let parts = line.split(separator: 9, maxSplits: 1)
      let words = String(decoding: parts[0], as: UTF8.self).split(separator: " ").map(String.init)
      guard parts.count == 2, words.count == 3 else { continue }
      guard let path = String(validating: parts[1], as: UTF8.self) else {
        throw .unsafePath(name, String(decoding: parts[1], as: UTF8.self), "is not UTF-8")
      }
      // A submodule is another repository, which no Jsonnet package needs.
      guard words[1] == "blob" else { continue }
      files.append(File(id: words[2], path: PathRules.parts(of: path), isLink: words[0] == "120000"))
    }
    return files
  }
}
