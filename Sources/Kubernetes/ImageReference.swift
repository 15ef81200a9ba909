import ValueTree

/// The reference to a container image, cut into its parts.
///
///     ImageReference("quay.io/prometheus/prometheus:v3.10.0")?.tag  // "v3.10.0"
///
/// The grammar is that of the distribution project: `[HOST[:PORT]/]PATH[:TAG][@ALGORITHM:HEX]`.
public struct ImageReference: Sendable, Hashable, CustomStringConvertible {
  /// Registry and path as written, as `quay.io/prometheus/prometheus` or `grafana/grafana`.
  public var repository: String
  /// The tag; nil where there is none.
  public var tag: String?
  /// The digest with its algorithm, as `sha256:…`; nil where there is none.
  public var digest: String?

  /// Takes a reference apart; nil for a text that cannot be one.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 4096, text.utf8.allSatisfy(Self.isReferencePart) else { return nil }
    var rest = Substring(text)
    if let at = rest.lastIndex(of: "@") {
      let digest = rest[rest.index(after: at)...]
      guard digest.contains(":") else { return nil }
      self.digest = String(digest)
      rest = rest[..<at]
    }
    // The last colon belongs to a port where a slash follows it.
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
      let tag = rest[rest.index(after: colon)...]
      guard !tag.isEmpty else { return nil }
      self.tag = String(tag)
      rest = rest[..<colon]
    }
    guard !rest.isEmpty, !rest.contains("@"), !rest.contains("//"), rest.first != "/", rest.last != "/" else {
      return nil
    }
    repository = String(rest)
  }

  /// The registry's host and port where the reference names one: the first part of the path, if it looks like a host.
  public var registry: String? {
    guard let slash = repository.firstIndex(of: "/") else { return nil }
    let host = repository[..<slash]
    return host.contains(".") || host.contains(":") || host == "localhost" ? String(host) : nil
  }

  /// The repository with what container runtimes add to a short one: `docker.io/`, and `library/` before a single name.
  public var fullRepository: String {
    if let registry, registry != "docker.io" { return repository }
    let path = registry == nil ? repository : String(repository.dropFirst("docker.io/".count))
    return "docker.io/" + (path.contains("/") ? "" : "library/") + path
  }

  /// What chooses the image within its repository: the digest where there is one, else the tag, else `latest`.
  public var version: String { digest ?? tag ?? "latest" }

  /// Whether both name the same image; a tag beside a digest does not count, as runtimes ignore it.
  public func isSameImage(as other: ImageReference) -> Bool {
    fullRepository == other.fullRepository && version == other.version
  }

  /// As it was written.
  public var description: String { repository + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "") }

  private static func isReferencePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
