import Foundation
import Platform

/// The files of one package, in memory: small, since packages are source code.
struct PackageTree: Sendable, Equatable {
  enum Content: Sendable, Equatable {
    case file([UInt8])
    /// A symbolic link and what it says.
    case link(String)
  }

  struct Entry: Sendable, Equatable {
    /// Relative to the package's folder, name by name.
    var path: [String]
    var content: Content

    var name: String { path.joined(separator: "/") }
  }

  /// In the order of a lexical walk.
  let entries: [Entry]

  /// Files as a stranger made them.
  ///
  /// - Throws: `VendorProblem.unsafePath` for a path or a link that could lead out of the package's folder.
  init(_ entries: [Entry], of package: String) throws(VendorProblem) {
    for entry in entries {
      let problem = entry.path.isEmpty ? "has no name" : entry.path.lazy.compactMap(PathRules.problem(withName:)).first
      if let problem { throw .unsafePath(package, entry.name, problem) }
      if case .link(let target) = entry.content,
        let problem = PathRules.problem(withLinkTo: target, depth: entry.path.count - 1)
      {
        throw .unsafePath(package, entry.name, problem)
      }
    }
    self.entries = entries.sorted { PathRules.precedes($0.path, $1.path) }
    for (one, next) in zip(self.entries, self.entries.dropFirst()) where !PathRules.precedes(one.path, next.path) {
      throw .unsafePath(package, one.name, "stands twice")
    }
  }

  /// The base64 text of one SHA-256 over the contents of all files in the order of a lexical walk, as jsonnet-bundler
  /// has it in its locks. A link to a file counts as that file, one to a folder not at all.
  var sum: String {
    var bytes: [UInt8] = []
    for entry in entries { bytes += contents(of: entry) ?? [] }
    return Data(Digest(of: bytes).bytes).base64EncodedString()
  }

  /// The bytes of the file at a path, links not followed; nil where there is none.
  func file(_ name: String) -> [UInt8]? {
    guard case .file(let bytes) = entries.first(where: { $0.name == name })?.content else { return nil }
    return bytes
  }

  private func contents(of entry: Entry) -> [UInt8]? {
    var entry = entry
    // As many links in a row as the system follows.
    for _ in 0..<40 {
      guard case .link(let target) = entry.content else { break }
      var path = entry.path.dropLast()
      for part in target.split(separator: "/") where part != "." {
        if part == ".." { path = path.dropLast() } else { path.append(String(part)) }
      }
      guard let next = entries.first(where: { $0.path == Array(path) }) else { return nil }
      entry = next
    }
    guard case .file(let bytes) = entry.content else { return nil }
    return bytes
  }
}
