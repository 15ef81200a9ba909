import Glibc

/// What a file system tells of a file without reading it. A file that was changed has another stamp, but for a change
/// within one tick of the clock: see `isSettled`.
struct FileStamp: Sendable, Hashable {
  /// Device, inode, size, and when contents and state were last changed, in nanoseconds.
  let words: [Int64]

  /// How many `words` there are.
  static let count = 5

  init(words: [Int64]) { self.words = words }

  init(_ status: stat) {
    words = [
      Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_size),
      Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim),
    ]
  }

  /// The stamp of the regular file at a path, links followed; nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  /// Whether it differs from another in nothing but the time of the last change of the file's state.
  func hasContents(of other: FileStamp) -> Bool { words.dropLast() == other.words.dropLast() }

  /// Whether a change after `time`, which is that of the file system's clock, must show in the stamp: its times are
  /// older. Where they are whole seconds, the file system may know no finer ones.
  func isSettled(at time: Int64) -> Bool {
    let last = max(words[3], words[4])
    let isCoarse = words[3] % 1_000_000_000 == 0 && words[4] % 1_000_000_000 == 0
    return last < (isCoarse ? time - 2_000_000_000 : time)
  }

  /// The clock that Linux takes the times of files from.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
  }
}
