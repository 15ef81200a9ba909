import ValueTree

/// Which commits releases are: those that the repository's tags have, and had when they were brought.
struct ReleaseCommits {
  let source: RemoteAddress
  let repository: GitRepository
  let lock: VendorLock

  /// A release and its commit.
  typealias Wanted = (tag: String, commit: String)

  /// The releases that texts name, or else all of the lock. What the lock names keeps working where the repository
  /// cannot be asked; only whether a tag moved stays unknown, which is a warning.
  func resolve(_ texts: [String], _ warnings: inout [String]) throws -> [Wanted] {
    let locked = lock.releases.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let tags = try (texts.isEmpty ? locked : texts).map(ReleaseTag.init)
    if tags.isEmpty { return [] }
    let byTag: [String: String]
    do throws(VendorProblem) {
      byTag = try commits(tags)
    } catch {
      let known = tags.compactMap { $0.newest(of: lock.releases.keys) }
      guard known.count == tags.count else { throw error }
      warnings.append(
        "\(error.diagnostic.message); going by \(VendorLock.fileName), whatever commits the tags may have by now")
      return wanted(known)
    }
    let chosen = try tags.map { tag throws(VendorProblem) in
      if let newest = tag.newest(of: byTag.keys) { return newest }
      guard texts.isEmpty, let before = tag.newest(of: lock.releases.keys) else {
        throw .noTag(tag.description, source.display)
      }
      warnings.append("\(source.display) has no release \(tag.description) any more; going by \(VendorLock.fileName)")
      return before
    }
    for tag in chosen {
      if let before = lock.releases[tag]?.commit, let now = byTag[tag], before != now {
        throw VendorProblem.tagMoved(tag, source.display, before, now)
      }
    }
    return wanted(chosen, byTag)
  }

  /// The commits of the repository's tags that may be meant.
  private func commits(_ tags: [ReleaseTag]) throws(VendorProblem) -> [String: String] {
    let found = try repository.references(tags.flatMap(\.patterns)).filter { $0.key.hasPrefix("refs/tags/") }
    return Dictionary(found.map { (String($0.key.dropFirst(10)), $0.value) }, uniquingKeysWith: { $1 })
  }

  private func wanted(_ tags: [String], _ commits: [String: String] = [:]) -> [Wanted] {
    tags.uniqued().compactMap { tag in
      (commits[tag] ?? lock.releases[tag]?.commit).map { (tag, $0) }
    }
  }
}
