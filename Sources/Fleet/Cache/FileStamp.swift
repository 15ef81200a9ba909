import Glibc

/// What a file system tells of a file without reading it. A file that was changed has another stamp, but for a change
/// within one tick of the clock: see `isSettled`.
struct FileStamp: Sendable, Hashable {
  let device: Int64
  let inode: Int64
  let size: Int64
  /// When the contents were last changed, in nanoseconds.
  let contentTime: Int64
  /// When contents, name or rights were last changed, in nanoseconds. Nobody can set it.
  let stateTime: Int64

  init(device: Int64, inode: Int64, size: Int64, contentTime: Int64, stateTime: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.contentTime = contentTime
    self.stateTime = stateTime
  }

  init(_ status: stat) {
    self.init(
      device: Int64(truncatingIfNeeded: status.st_dev), inode: Int64(truncatingIfNeeded: status.st_ino),
      size: Int64(status.st_size), contentTime: Self.nanoseconds(status.st_mtim),
      stateTime: Self.nanoseconds(status.st_ctim))
  }

  /// The stamp of the regular file at a path, links followed; nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  /// Whether the times are whole seconds: then the file system may know no finer ones.
  var isCoarse: Bool { contentTime % 1_000_000_000 == 0 && stateTime % 1_000_000_000 == 0 }

  /// Whether a change after `time`, which is that of the file system's clock, must show in the stamp: its times are
  /// older.
  func isSettled(at time: Int64) -> Bool {
    max(contentTime, stateTime) < (isCoarse ? time - 2_000_000_000 : time)
  }

  /// The clock that Linux takes the times of files from. It moves in ticks of a few milliseconds.
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return nanoseconds(time)
  }

  /// Waits until what is changed from now on must show in the stamps of all files that were changed before: until the
  /// clock has moved on. A clock that stands still, or is set back, is not waited for longer than some ticks.
  ///
  /// - Parameters:
  ///   - clock: `now`, in nanoseconds.
  ///   - pause: waits a fraction of a tick.
  static func awaitTick(clock: () -> Int64 = { now }, pause: () -> Void = { usleep(500) }) {
    let start = clock()
    var pauses = 0
    while clock() <= start, pauses < 100 {
      pause()
      pauses += 1
    }
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
  }
}
