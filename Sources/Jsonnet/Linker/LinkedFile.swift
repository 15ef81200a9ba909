import Platform

/// A file that became part of the program.
struct LinkedFile {
  enum Contents {
    case code(LinkedCode)
    /// It is read, and looked at, when it is needed: an import with this path from that folder.
    case json(path: String, folder: Int)
  }

  /// As stock jsonnet would compose it, without detours.
  var name: String
  var realPath: String
  var contents: Contents

  /// Whether it stands in the program as it is.
  var isCode: Bool { if case .code = contents { true } else { false } }
}

/// Code that became part of the program, the program itself too.
struct LinkedCode {
  /// What a person wrote, with the marks for libjsonnet.
  var source: SourceText
  /// The imports that a variable stands in for, and the number of the file that it holds.
  var links: [(site: CodeScan.Import, file: Int)]

  /// The digest of what a person wrote. It is computed when a program is joined: a process that is divided then does so
  /// once.
  let digest: Digest

  init(source: SourceText, links: [(site: CodeScan.Import, file: Int)]) {
    self.source = source
    self.links = links
    digest = Digest(of: source.original)
  }

  /// The text for libjsonnet. A variable takes just as many bytes as its import, so that no place moves:
  ///
  ///     local lib = import 'lib.libsonnet';
  ///     local lib = _0000c [0]            ;
  func text(names: [[UInt8]]) -> [UInt8] {
    var bytes = source.original
    for (site, file) in links {
      bytes.replaceSubrange(site.keyword, with: names[file])
      let element = Array("[0]".utf8)
      let blank = [UInt8](repeating: UInt8(ascii: " "), count: site.quoted.count - element.count)
      bytes.replaceSubrange(site.quoted, with: element + blank)
    }
    return source.edited(bytes)
  }
}
