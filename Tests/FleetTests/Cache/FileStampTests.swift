import Testing

@testable import Fleet

@Suite("Stamps of files")
struct FileStampTests {
  private static let second: Int64 = 1_000_000_000

  private static func stamp(_ contentTime: Int64, _ stateTime: Int64) -> FileStamp {
    FileStamp(device: 1, inode: 2, size: 3, contentTime: contentTime, stateTime: stateTime)
  }

  @Test(
    "a stamp is settled when its times are older than the clock, by two seconds where they are whole ones",
    arguments: [
      (stamp(5 * second + 1, 5 * second + 1), 5 * second + 2, true),
      (stamp(5 * second + 1, 5 * second + 1), 5 * second + 1, false),
      (stamp(5 * second + 1, 5 * second + 7), 5 * second + 2, false),
      (stamp(5 * second + 7, 5 * second + 1), 5 * second + 2, false),
      (stamp(5 * second, 5 * second), 5 * second + 2, false),
      (stamp(5 * second, 5 * second), 7 * second, false),
      (stamp(5 * second, 5 * second), 7 * second + 1, true),
      // Somebody set the time of modification to a whole second.
      (stamp(4 * second, 5 * second + 1), 5 * second + 2, true),
    ])
  func settled(stamp: FileStamp, time: Int64, isSettled: Bool) {
    #expect(stamp.isSettled(at: time) == isSettled)
  }

  @Test(
    "a tick is waited for until the clock has moved on, and not for ever",
    arguments: [([7, 7, 7, 8], 2), ([7, 8], 0), ([7, 7, 6, 5, 4, 8], 4), ([7], 100)])
  func tick(times: [Int64], pauses: Int) {
    var rest = times[...]
    var count = 0
    FileStamp.awaitTick(clock: { rest.count > 1 ? rest.removeFirst() : rest[rest.startIndex] }, pause: { count += 1 })
    #expect(count == pauses)
  }

  @Test("after a tick of the system's clock a stamp made before is settled")
  func systemClock() {
    let before = FileStamp.now
    FileStamp.awaitTick()
    #expect(FileStamp.now > before)
  }
}
