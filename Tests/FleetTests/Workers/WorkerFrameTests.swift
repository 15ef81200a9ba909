import Testing

@testable import Fleet

@Suite("Frames of workers")
struct WorkerFrameTests {
  @Test("ticks in front of an answer are taken away, whole ones alone", arguments: [0, 1, 3])
  func ticks(count: Int) {
    let ticks = Array(Array(repeating: WorkerFrame.tick, count: count).joined())
    let answer = WorkerFrame.encode([1, 2])
    #expect(Array(WorkerFrame.withoutTicks(ticks + answer)) == answer)
    #expect(Array(WorkerFrame.withoutTicks(ticks + answer.prefix(5))) == Array(answer.prefix(5)))
    #expect(WorkerFrame.withoutTicks(ticks).isEmpty)
  }
}
