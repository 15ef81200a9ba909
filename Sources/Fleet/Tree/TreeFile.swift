import Diagnostics
import Platform

/// One file of a cluster's tree.
///
///     TreeFile(path: "setup/namespace.yaml", contents: Array(text.utf8), object: "Namespace monitoring")
public struct TreeFile: Sendable, Hashable {
  /// Relative to the tree, parts separated by `/`.
  public var path: String
  /// The bytes as they are to be on disk.
  public let contents: [UInt8]
  /// What the file holds, in words of the user: errors about its path name it.
  public var object: String?
  /// The digest of `contents`.
  let digest: Digest

  /// A file to be written; whether its path may be is checked when the tree is planned.
  public init(path: String, contents: [UInt8], object: String? = nil) {
    self.path = path
    self.contents = contents
    self.object = object
    digest = Digest(of: contents)
  }
}

/// The rules for paths inside a tree.
enum TreePath {
  /// What is wrong with a path, or nil where it is fine.
  static func problem(with path: String) -> String? {
    if path.isEmpty { return "is empty" }
    if path.hasPrefix("/") { return "is absolute" }
    if path.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "has a control character in it"
    }
    for part in parts(of: path) {
      if part.isEmpty { return "has an empty part" }
      if part == "." || part == ".." { return "has the part '\(part)'" }
      if part.lowercased() == ".git" { return "reaches into a git folder" }
      if part.utf8.count > 255 { return "has a part of more than 255 bytes" }
      if part.hasPrefix(reservedPrefix) { return "begins with '\(reservedPrefix)', which monigen keeps for itself" }
    }
    if path.lowercased() == BuildRecord.fileName { return "is the name of the build record" }
    return nil
  }

  /// What monigen's own passing files in a tree begin with.
  static let reservedPrefix = PassingFile.prefix

  static func parts(of path: String) -> [String] {
    path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether a name is that of a file on its way to its place.
  static func isPassing(_ name: String) -> Bool { PassingFile.isPassing(name) }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The folder that a path is in: `""` for the tree's own.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// All folders above a path within the tree, the outermost first: `a/b/c` gives `a`, `a/b`.
  static func folders(above path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
  }
}

/// Finds the paths that cannot stand in one tree.
enum TreeLayout {
  /// A diagnostic for each path that is not allowed, and for each pair that a file system could not keep apart.
  static func problems(in files: [TreeFile], cluster: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var taken: [String: Claim] = [:]
    for file in files {
      if let problem = TreePath.problem(with: file.path) {
        problems.append(
          Diagnostic(
            "\(cluster): cannot write \(name(of: file)): the path '\(file.path)' \(problem)",
            hint: "the path is made of the names of the component and of the object"))
        continue
      }
      if let clash = claim(file, in: &taken) {
        problems.append(Diagnostic("\(cluster): \(clash)", hint: "rename one of the two"))
      }
    }
    return problems
  }

  /// Who uses a path, a folder's path too; keyed by the path in lower case.
  private struct Claim {
    var path: String
    var isFolder: Bool
    var file: TreeFile
  }

  private static func claim(_ file: TreeFile, in taken: inout [String: Claim]) -> String? {
    for folder in TreePath.folders(above: file.path) {
      let wanted = Claim(path: folder, isFolder: true, file: file)
      guard let other = taken[folder.lowercased()] else {
        taken[folder.lowercased()] = wanted
        continue
      }
      if !other.isFolder || !same(other.path, folder) { return clash(wanted, other) }
    }
    let wanted = Claim(path: file.path, isFolder: false, file: file)
    if let other = taken.updateValue(wanted, forKey: file.path.lowercased()) {
      taken[file.path.lowercased()] = other
      return clash(wanted, other)
    }
    return nil
  }

  private static func clash(_ a: Claim, _ b: Claim) -> String {
    let both = "\(name(of: b.file)) and \(name(of: a.file))"
    if a.isFolder != b.isFolder {
      return "\(both) need '\(a.path)' as a file and as a folder"
    }
    if same(a.path, b.path) { return "\(both) have the same path '\(a.path)'" }
    return "\(both) have the paths '\(b.path)' and '\(a.path)', which are one on systems that ignore case"
  }

  /// Byte for byte: Swift's `==` takes different spellings of one accented letter for equal.
  private static func same(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  private static func name(of file: TreeFile) -> String { file.object ?? "'\(file.path)'" }
}
