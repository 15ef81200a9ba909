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
    let isMore = results.save()
    // What workers read, the next build will want to know by its stamp.
    states.save(others: isMore ? results.files : [])
    // Where nothing was added, nothing can be too much.
    if isMore { limit?.enforce() }
  }
}
