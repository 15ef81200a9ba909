import Platform
import ValueTree

/// What a tree was made of and what it consists of: `monigen.lock.json`.
///
/// One line per input and file, in a fixed order, so that git merges it line by line; no time and no path of a machine.
public struct BuildRecord: Sendable, Hashable {
  /// One file that the build read.
  public struct Input: Sendable, Hashable {
    /// Relative to the project; a file of a vendored release is `releases/v0.17.0/…`.
    public var path: String
    /// The SHA-256 of the file's bytes as the build read them.
    public var digest: Digest

    /// An input by its path in the record and the digest of what was read.
    public init(path: String, digest: Digest) {
      self.path = path
      self.digest = digest
    }
  }

  /// The file's name within the tree.
  public static let fileName = "monigen.lock.json"

  /// All three numbers, as `v0.17.0`.
  public var release: String
  /// The stack's name, as in variables: `embedded` or `kube-prometheus`.
  public var stack: String
  /// In any order: the file lists them by path, and of two with one path the first.
  public var inputs: [Input]

  /// What a tree was made of; what it consists of is added when the plan is made.
  public init(release: String, stack: String, inputs: [Input]) {
    self.release = release
    self.stack = stack
    self.inputs = inputs
  }

  /// The text of the file for a tree of `files`.
  func text(files: [String: Digest]) -> String {
    let inputs = Dictionary(inputs.map { ($0.path, $0.digest) }, uniquingKeysWith: { first, _ in first })
    return """
      {
        "schema": 1,
        "release": \(JSONWriter.quoted(release)),
        "stack": \(JSONWriter.quoted(stack)),
        "inputs": \(RecordText.object(inputs.mapValues { JSONWriter.quoted($0.hex) })),
        "files": \(RecordText.object(files.mapValues { JSONWriter.quoted($0.hex) }))
      }

      """
  }
}

/// The paths that monigen wrote, as a record on disk tells.
struct KnownFiles: Sendable, Equatable {
  /// Every content that monigen is known to have put, or to have been about to put, at a path. Mostly one; two where
  /// a merge left both sides, or where a build was killed.
  var digests: [String: Set<Digest>] = [:]
  /// Whether the record was there and whole. Where not, a path that it does not name may still be monigen's.
  var isComplete = true

  func knows(_ path: String) -> Bool { digests[path] != nil }

  func wrote(_ digest: Digest, at path: String) -> Bool { digests[path]?.contains(digest) == true }

  mutating func insert(_ digest: Digest, at path: String) { digests[path, default: []].insert(digest) }

  /// What either record names.
  func union(_ other: KnownFiles) -> KnownFiles {
    KnownFiles(
      digests: digests.merging(other.digests) { $0.union($1) }, isComplete: isComplete && other.isComplete)
  }
}

/// The write-ahead record: which contents a build is about to put where. It lies in the tree while files are renamed
/// into place. A build that was killed leaves it behind, and the next one takes those contents for monigen's own,
/// whatever it is going to write itself.
enum PendingRecord {
  static let fileName = TreePath.reservedPrefix + "pending.json"

  static func text(_ files: KnownFiles) -> String {
    let lists = files.digests.mapValues { digests in
      "[" + digests.map(\.hex).sorted().map(JSONWriter.quoted).joined(separator: ", ") + "]"
    }
    return "{\n  \"files\": \(RecordText.object(lists))\n}\n"
  }
}

enum RecordText {
  /// A JSON object, one member a line, ordered by code units: the same on every machine.
  static func object(_ members: [String: String]) -> String {
    if members.isEmpty { return "{}" }
    let lines = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { "    \(JSONWriter.quoted($0)): \(members[$0]!)" }
    return "{\n" + lines.joined(separator: ",\n") + "\n  }"
  }
}
