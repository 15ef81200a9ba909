import Diagnostics

/// Why an import has no text.
struct ImportFailure: Error, Hashable, Sendable {
  enum Reason: Hashable, Sendable {
    case missing(tried: [String])
    case trouble(FileSystem.Trouble, file: String)
    /// libjsonnet's texts end at the first NUL.
    case holdsNUL(file: String)
  }

  /// The import as written.
  var path: String
  var reason: Reason

  /// One sentence.
  func message(_ resolver: ImportResolver) -> String {
    let name = "'\(path)'"
    switch reason {
    case .missing: return "import not found: \(name)"
    case .trouble(.outside(let target?), _):
      return "import of \(name) leads to \(target), outside the folders that may be read"
    case .trouble(.outside(nil), _): return "import of \(name) lies outside the folders that may be read"
    case .trouble(.kind(let kind), _): return "cannot import \(name): it is \(kind), not a plain file"
    case .trouble(.system(let code), let file):
      let shown = PathText.shown(resolver.tidy(file), relativeTo: resolver.base)
      return "cannot import \(name): \(shown): \(FileSystem.message(code))"
    case .trouble(.missing, _): return "import not found: \(name)"
    case .holdsNUL: return "cannot import \(name): it holds a NUL character"
    }
  }

  /// One sentence for the program itself, whose place is its own name.
  func programMessage(relativeTo root: String) -> String {
    switch reason {
    case .missing, .trouble(.missing, _): return "no such file"
    case .trouble(.outside(let target), _): return "leads to \(target ?? path), outside the file's own folder"
    case .trouble(.kind(let kind), _): return "is \(kind), not a plain file"
    case .trouble(.system(let code), _): return "cannot be read: \(FileSystem.message(code))"
    case .holdsNUL: return "holds a NUL character, which Jsonnet cannot read"
    }
  }

  /// Where it was looked for, or what is allowed.
  func hint(_ resolver: ImportResolver) -> String? {
    let root = resolver.base
    switch reason {
    case .missing(let tried):
      return "looked for " + tried.map { PathText.shown(resolver.tidy($0), relativeTo: root) }.joined(separator: ", ")
    case .trouble(.outside, _):
      // A folder below another one that is allowed says nothing more.
      let roots = resolver.sandbox.roots
      let folders = roots.filter { folder in
        !roots.contains { folder != $0 && folder.hasPrefix(PathText.withSlash($0)) }
      }
      return "allowed are " + folders.map { PathText.shown($0, relativeTo: root) }.joined(separator: ", ")
        + " and what lies below; 'libraryPath' in monigen.yaml, or -J for render, adds a folder"
    case .trouble, .holdsNUL: return nil
    }
  }
}
