import Synchronization
import Testing

@testable import Fleet

@Suite("Progress of targets")
struct TargetProgressTests {
  /// All that a tracker told.
  private final class Seen: Sendable {
    let all = Mutex<[TargetProgress]>([])
    var last: TargetProgress { all.withLock { $0.last ?? TargetProgress() } }
  }

  @Test("counts add up round by round, whether workers tell of each target or not")
  func rounds() {
    let seen = Seen()
    let tracker = ProgressTracker(total: 10) { progress in seen.all.withLock { $0.append(progress) } }
    tracker.begin(reused: 2, running: 3, isForeseen: false)
    #expect(seen.last == TargetProgress(total: 10, done: 2, reused: 2, running: 3))
    tracker.finishOne()
    #expect(seen.last == TargetProgress(total: 10, done: 3, reused: 2, running: 2))
    tracker.end()
    #expect(seen.last == TargetProgress(total: 10, done: 5, reused: 2, running: 0))
    tracker.finishOne()
    #expect(seen.last.done == 5, "what comes late was counted")
    tracker.begin(reused: 5, running: 0, isForeseen: true)
    #expect(seen.last == TargetProgress(total: 10, done: 10, reused: 7, running: 0))
  }

  @Test("time is told of the last round alone, after a few of its targets", arguments: [true, false])
  func timeLeft(isForeseen: Bool) {
    let seen = Seen()
    let tracker = ProgressTracker(total: 8) { progress in seen.all.withLock { $0.append(progress) } }
    tracker.begin(reused: 0, running: 8, isForeseen: isForeseen)
    for _ in 0..<8 { tracker.finishOne() }
    let told = seen.all.withLock { $0.map { $0.timeLeft != nil } }
    #expect(told == [false, false, false, false, false] + [isForeseen, isForeseen, isForeseen, false])
  }
}
