import Platform

/// The digest of every file below a `vendor/` folder, kept in it so that a check can name the files that differ. The
/// sums in the locks are what counts; this list only tells where to look.
struct FileList {
  /// Its name in the folder: jsonnet-bundler leaves files there alone.
  static let fileName = ".monigen.sha256"

  private(set) var digests: [String: Digest] = [:]

  init(_ entries: [PackageTree.Entry]) {
    for entry in entries where entry.name != Self.fileName { digests[entry.name] = Self.digest(entry.content) }
  }

  /// Lines as sha256sum has them; others are skipped.
  init(reading bytes: [UInt8]) {
    for line in bytes.split(separator: 10) {
      guard let digest = Digest(hex: String(decoding: line.prefix(64), as: UTF8.self)) else { continue }
      digests[String(decoding: line.dropFirst(66), as: UTF8.self)] = digest
    }
  }

  var text: String {
    digests.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { "\(digests[$0]?.hex ?? "")  \($0)\n" }.joined()
  }

  /// What tells two lists apart, by path.
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
  }

  /// What is different.
  public var kind: Kind
  /// The file, or a package's folder where no single file is known.
  public var path: String
}
