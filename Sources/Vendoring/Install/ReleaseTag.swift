/// The release that a person asks for: `v0.17` for the newest patch of it, or `v0.17.0` for that one.
struct ReleaseTag: Sendable, Hashable {
  let numbers: [Int]

  /// - Throws: `VendorProblem.badRelease` for what has not two or three numbers.
  init(_ text: String) throws(VendorProblem) {
    let parts = text.dropFirst(text.hasPrefix("v") ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
    guard numbers.count == parts.count, (2...3).contains(numbers.count) else { throw .badRelease(text) }
    self.numbers = numbers
  }

  private var name: String { "v" + numbers.map(String.init).joined(separator: ".") }

  /// For people.
  var description: String { name }

  /// What `ls-remote` is asked for; the commit behind a tag object comes with it.
  var patterns: [String] {
    numbers.count == 3 ? ["refs/tags/\(name)", "refs/tags/\(name)^{}"] : ["refs/tags/\(name).*"]
  }

  /// The newest of some tags that this can mean.
  func newest(of tags: some Sequence<String>) -> String? {
    let matching = tags.compactMap { tag -> (tag: String, patch: Int)? in
      guard let other = try? ReleaseTag(tag), tag == other.name, other.numbers.count == 3,
        other.numbers.starts(with: numbers)
      else { return nil }
      return (tag, other.numbers[2])
    }
    return matching.max { $0.patch < $1.patch }?.tag
  }
}
