import Platform

/// What was put into a `vendor/` folder, kept in it: the digest of every file, so that a check can name those that
/// differ, and the commit of every package. The sums in the locks are what counts; this list only tells where to look.
struct FileList {
  /// Its name in the folder: jsonnet-bundler leaves files there alone.
  static let fileName = ".monigen.sha256"

  private(set) var digests: [String: Digest] = [:]
  /// The commit of each package, by its path; empty for the files of a local folder.
  private(set) var versions: [String: String] = [:]

  /// What is in the folder now; nothing there says which commits that is.
  init(_ entries: [PackageTree.Entry], versions: [String: String] = [:]) {
    for entry in entries where entry.name != Self.fileName { digests[entry.name] = Self.digest(entry.content) }
    self.versions = versions
  }

  /// Lines as sha256sum has them, and its comments: `# COMMIT PATH`. Others are skipped.
  init(reading bytes: [UInt8]) {
    for line in bytes.split(separator: 10) {
      let text = String(decoding: line, as: UTF8.self)
      let words = text.split(separator: " ", maxSplits: 2).map(String.init)
      if words.count == 3, words[0] == "#" {
        versions[words[2]] = words[1] == "-" ? "" : words[1]
      } else if let digest = Digest(hex: String(text.prefix(64))) {
        digests[String(decoding: line.dropFirst(66), as: UTF8.self)] = digest
      }
    }
  }

  var text: String {
    func lines<Element>(_ all: [String: Element], _ line: (String, Element) -> String) -> String {
      all.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { line($0.key, $0.value) }.joined()
    }
    return lines(versions) { path, version in "# \(version.isEmpty ? "-" : version) \(path)\n" }
      + lines(digests) { path, digest in "\(digest.hex)  \(path)\n" }
  }

  /// What tells two lists of files apart, by path.
  func differences(to now: FileList) -> [VendorDifference] {
    Set(digests.keys).union(now.digests.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { path in
      switch (digests[path], now.digests[path]) {
      case (let before?, let after?): before == after ? nil : VendorDifference(kind: .changed, path: path)
      case (nil, _): VendorDifference(kind: .added, path: path)
      case (_, nil): VendorDifference(kind: .missing, path: path)
      }
    }
  }

  private static func digest(_ content: PackageTree.Content) -> Digest {
    switch content {
    case .file(let bytes): Digest(of: bytes)
    case .link(let target): Digest(of: "-> \(target)")
    }
  }
}

/// A file below a `vendor/` folder that is not as it should be.
public struct VendorDifference: Sendable, Hashable {
  /// What is different about it.
  public enum Kind: String, Sendable, Hashable {
    /// It is not there.
    case missing
    /// It has other contents.
    case changed
    /// It is there and belongs to nothing.
    case added
    /// It is of another commit than the lock says.
    case otherVersion = "other version"
  }

  /// What is different.
  public var kind: Kind
  /// The file, or a package's folder where no single file is known.
  public var path: String
}
