import Foundation

/// What builds know from earlier ones, in the folder of the cache.
struct BuildStore: Sendable {
  let results: TargetCache
  let states: FileStates
  let outlines: TreeOutlines
  private let limit: CacheLimit?

  /// - Parameter folder: where it outlives the run; nil for nowhere.
  init(folder: String?, project: Project) {
    states = FileStates(StampIndex(folder: folder, name: project.root))
    results = TargetCache(folder: folder, states: states)
    outlines = TreeOutlines(folder: folder)
    limit = folder.map { CacheLimit(folder: $0) }
  }

  /// Keeps for later runs what this one has learned.
  func save() {
    states.save()
    // Where nothing was added, nothing can be too much.
    if results.save() { limit?.enforce() }
  }
}
