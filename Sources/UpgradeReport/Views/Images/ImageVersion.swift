/// A tag that is a version: `v1.2.3`, `12.4.1`, `3.10.0-rc.1`, `16.2`.
struct ImageVersion {
  private let major: Substring
  private let minor: Substring
  private let patch: Substring

  /// Reads a tag; nil where it is no version, as `latest`, a date without dots, or a commit.
  init?(_ tag: String) {
    let text = tag.drop { $0 == "v" }
    let core = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
    let rest = text[core.endIndex...]
    guard (1...3).contains(numbers.count), numbers.allSatisfy({ !$0.isEmpty }), tag.utf8.count - text.utf8.count <= 1,
      rest.first.map({ "-+_".contains($0) }) ?? true, numbers.count > 1 || core.count <= 4
    else { return nil }
    let parts = numbers.map { $0.drop { $0 == "0" } } + ["", ""]
    (major, minor, patch) = (parts[0], parts[1], parts[2])
  }

  /// How far it is from one version to another, up or down; a change of what follows the three numbers counts as a
  /// patch.
  func bump(to other: ImageVersion) -> ImageChange.Bump {
    if major != other.major { return .major }
    return minor != other.minor ? .minor : .patch
  }
}
