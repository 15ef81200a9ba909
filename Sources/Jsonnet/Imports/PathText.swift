/// Paths as text.
enum PathText {
  /// `path` itself where it is absolute, else below `base`.
  static func absolute(_ path: String, below base: String) -> String {
    path.hasPrefix("/") ? path : base + "/" + path
  }

  /// The part up to and with the last slash, empty where there is none: libjsonnet's `dir_name`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  /// `path` with a slash at its end; an empty one stays empty, as stock jsonnet's `-J ''` does nothing.
  static func withSlash(_ path: String) -> String {
    path.isEmpty || path.hasSuffix("/") ? path : path + "/"
  }

  /// An absolute path without `.`, `..` and double slashes, by its text alone.
  static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// A path without `.` and double slashes, and without `NAME/..`, by its text alone; `..` at its start stays.
  static func tidy(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    let end = path.hasSuffix("/") && !parts.isEmpty ? "/" : ""
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/") + end
  }

  /// How a path is shown: relative to `root` where it lies below it.
  static func shown(_ path: String, relativeTo root: String) -> String {
    let prefix = withSlash(root)
    return path.hasPrefix(prefix) && path.count > prefix.count ? String(path.dropFirst(prefix.count)) : path
  }
}
