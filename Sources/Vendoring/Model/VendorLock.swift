import Diagnostics
import ValueTree

/// `vendor.lock.json`: which commit each vendored release is, and the sum of each of its packages. Users commit it.
///
/// Keys are sorted, and neither times nor paths of a machine stand in it, so the same releases give the same bytes.
public struct VendorLock: Sendable, Hashable {
  /// One package of a release.
  public struct Package: Sendable, Hashable {
    /// The commit; empty for a local folder's files.
    public var version: String
    /// The base64 text of its sum.
    public var sum: String
    /// What stands in its place, where `vendor.replace` or `--replace` says so.
    public var replacement: Record?

    /// What a lock says when it is written anew, for the user; nil where that is nothing that was not said before.
    ///
    /// - Parameters:
    ///   - name: the package's path below `vendor/`.
    ///   - place: the folder that has the package.
    ///   - before: what the lock said.
    func note(of name: String, in place: String, before: Package?) -> String? {
      guard let before, let was = before.replacement else { return nil }
      guard let replacement else {
        return "\(name) of \(place) is itself again: \(was.text) stands in its place no more"
      }
      if replacement.text != was.text, !replacement.isFromCommandLine {
        return "\(name) of \(place) is replaced by \(replacement.text) as monigen.yaml says, no more by \(was.text)"
      }
      guard replacement.text == was.text, version == before.version, sum != before.sum else { return nil }
      return "\(was.text) has changed: \(name) of \(place) has its files as they are now, "
        + "and \(VendorLock.fileName) their new sum"
    }
  }

  /// What stands in the place of a package.
  public struct Record: Sendable, Hashable {
    /// A folder of the project, a repository's address, or only the name of what lies outside of the project.
    public var text: String
    /// Whether `--replace` said so: then it stays without being said again.
    public var isFromCommandLine: Bool
  }

  /// One release.
  public struct Release: Sendable, Hashable {
    /// The repository, without credentials.
    public var source: String
    /// The commit that the release's tag had.
    public var commit: String
    /// By the path below `vendor/`.
    public var packages: [String: Package]
  }

  /// The file's name, in the project's folder.
  public static let fileName = "vendor.lock.json"

  /// By tag, as `v0.17.0`.
  public var releases: [String: Release] = [:]
  /// The project's own packages in whose place something else stands, by the path below `vendor/`; all others are in
  /// `jsonnetfile.lock.json` alone.
  public var replaced: [String: Package] = [:]

  /// A lock that names nothing.
  public init() {}

  /// Reads the file's bytes; nil bytes are a lock that is not there.
  ///
  /// - Throws: a `Diagnostic` for what is no JSON, a `VendorProblem` for what is no such lock.
  public init(reading bytes: [UInt8]?) throws {
    guard let bytes else { return }
    let value = try Self.value(of: bytes)
    guard value["version"]?.integer == 1, let releases = value["releases"]?.object else {
      throw VendorProblem.badFile(Self.fileName, "the file", "version 1 with releases")
    }
    for (name, package) in value["replaced"]?.object ?? [:] {
      replaced[name] = try Self.package(package, at: "replaced.\(name)", name)
    }
    for (tag, release) in releases {
      guard let source = release["source"]?.string, let commit = release["commit"]?.string, GitCommit.isID(commit),
        let packages = release["packages"]?.object, (try? ReleaseTag(tag))?.numbers.count == 3, tag.hasPrefix("v")
      else { throw VendorProblem.badFile(Self.fileName, "releases.\(tag)", "source, commit and packages") }
      self.releases[tag] = Release(
        source: source, commit: commit,
        packages: try Dictionary(
          packages.map { ($0.key, try Self.package($0.value, at: "releases.\(tag).packages.\($0.key)", $0.key)) },
          uniquingKeysWith: { $1 }))
    }
  }

  private static func value(of bytes: [UInt8]) throws -> Value {
    var options = JSONReader.Options()
    options.conflictHint =
      "take one side with 'git checkout --ours \(fileName)' or '--theirs', then run 'monigen vendor' with each "
      + "release that only the other side has"
    return try JSONReader.read(bytes, file: fileName, options: options)
  }

  private static func package(_ value: Value, at place: String, _ name: String) throws(VendorProblem) -> Package {
    guard let version = value["version"]?.string, let sum = value["sum"]?.string,
      !name.isEmpty, PathRules.problem(withPath: name) == nil
    else { throw .badFile(fileName, place, "version and sum of a path below vendor/") }
    let replacement = value["replacement"]?.string.map {
      Record(text: $0, isFromCommandLine: value["replacedBy"]?.string == Record.commandLine)
    }
    return Package(version: version, sum: sum, replacement: replacement)
  }

  /// The file's text.
  public var text: String {
    let releases = releases.mapValues { release -> Value in
      [
        "source": .string(release.source), "commit": .string(release.commit),
        "packages": Self.object(release.packages.mapValues(\.value)),
      ]
    }
    var object: Object = ["version": 1, "releases": Self.object(releases)]
    if !replaced.isEmpty { object["replaced"] = Self.object(replaced.mapValues(\.value)) }
    return JSONWriter(indent: 2).write(.object(object)) + "\n"
  }

  /// The writer sorts keys.
  private static func object(_ members: [String: Value]) -> Value {
    .object(Object(members.map { ($0.key, $0.value) }))
  }
}

extension VendorLock.Package {
  fileprivate var value: Value {
    var object: Object = ["version": .string(version), "sum": .string(sum)]
    if let replacement {
      object["replacement"] = .string(replacement.text)
      if replacement.isFromCommandLine { object["replacedBy"] = .string(VendorLock.Record.commandLine) }
    }
    return .object(object)
  }
}

extension VendorLock.Record {
  fileprivate static let commandLine = "--replace"
}

/// What git calls commits.
enum GitCommit {
  /// Whether a text is a whole commit id: 40 lower-case hexadecimal digits, or 64.
  static func isID(_ text: String) -> Bool {
    (text.utf8.count == 40 || text.utf8.count == 64)
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
