/// A reference to a container image, in its parts.
///
///     ImageReference("quay.io/prometheus/prometheus:v2.46.0")?.tag  // "v2.46.0"
///     ImageReference("nginx") == ImageReference("docker.io/library/nginx:latest")  // true
public struct ImageReference: Sendable, Hashable {
  /// Registry and path: `quay.io/prometheus/prometheus`. Docker Hub's short names are written out.
  public var repository: String
  /// `latest` where there is neither tag nor digest; nil where there is a digest alone.
  public var tag: String?
  /// As `sha256:…`; nil where there is none.
  public var digest: String?

  /// Reads a reference; nil where one of its parts is empty or holds white space.
  public init?(_ text: String) {
    guard !text.isEmpty, !text.contains(where: \.isWhitespace) else { return nil }
    var rest = Substring(text)
    if let mark = rest.firstIndex(of: "@") {
      let digest = rest[rest.index(after: mark)...]
      guard !digest.isEmpty else { return nil }
      self.digest = String(digest)
      rest = rest[..<mark]
    }
    // A colon before the last slash belongs to the registry's port.
    let path = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
    if let mark = rest[path...].firstIndex(of: ":") {
      let tag = rest[rest.index(after: mark)...]
      guard !tag.isEmpty else { return nil }
      self.tag = String(tag)
      rest = rest[..<mark]
    } else if digest == nil {
      tag = "latest"
    }
    guard !rest.isEmpty, !rest.hasSuffix("/") else { return nil }
    repository = Self.full(String(rest))
  }

  /// As Docker reads it: a first part without a dot, a port or the name `localhost` is no registry.
  private static func full(_ name: String) -> String {
    guard let slash = name.firstIndex(of: "/") else { return "docker.io/library/" + name }
    let first = name[..<slash]
    let isRegistry = first.contains(".") || first.contains(":") || first == "localhost"
    return isRegistry ? name : "docker.io/" + name
  }
}
