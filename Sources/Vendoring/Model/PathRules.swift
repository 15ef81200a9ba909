/// The rules for paths that come out of files that a stranger wrote.
enum PathRules {
  /// What is wrong with one name within a folder, or nil where it is fine.
  static func problem(withName name: String) -> String? {
    if name.isEmpty { return "has an empty part" }
    if name == "." || name == ".." { return "has the part '\(name)'" }
    if name.lowercased() == ".git" { return "reaches into a git folder" }
    if name.utf8.count > 255 { return "has a part of more than 255 bytes" }
    if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "has a control character in it" }
    if name.utf8.contains(UInt8(ascii: "/")) { return "has a slash in a name" }
    return nil
  }

  /// What is wrong with a relative path that must stay below where it counts from; the empty path is fine.
  static func problem(withPath path: String) -> String? {
    if path.isEmpty { return nil }
    if path.hasPrefix("-") { return "begins with '-', which programs take for an option" }
    if path.hasPrefix("/") { return "is absolute" }
    return parts(of: path).lazy.compactMap(problem(withName:)).first
  }

  /// The names that a path is made of, empty ones included.
  static func parts(of path: String) -> [String] {
    path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// What is wrong with a symbolic link's target, for a link in a folder `depth` levels below its package's own.
  ///
  /// Steps up may only come first: then what a link leads to is the same whether or not names on the way are links
  /// themselves, and no chain of links leads out.
  static func problem(withLinkTo target: String, depth: Int) -> String? {
    if target.isEmpty { return "is a symbolic link to nowhere" }
    if target.hasPrefix("/") { return "is a symbolic link that points outside of its package" }
    let parts = target.split(separator: "/").map(String.init).filter { $0 != "." }
    let down = parts.drop { $0 == ".." }
    if parts.count - down.count > depth { return "is a symbolic link that points outside of its package" }
    if down.contains("..") { return "is a symbolic link whose target goes down and up again" }
    return down.lazy.compactMap(problem(withName:)).first.map { "is a symbolic link whose target \($0)" }
  }

  /// By bytes, name by name: the order in which a walk over sorted folders meets paths.
  static func precedes(_ a: [String], _ b: [String]) -> Bool {
    for (left, right) in zip(a, b) where !left.utf8.elementsEqual(right.utf8) {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return a.count < b.count
  }
}
