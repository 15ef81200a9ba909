import Testing

@testable import Fleet

@Suite("Frames and answers of workers")
struct WorkerFrameTests {
  /// What a reader has after each part of `bytes`.
  private func reader(branches: Int, _ parts: [[UInt8]]) -> (reader: AnswerReader, answered: [Int]) {
    var reader = AnswerReader(branches: branches)
    var bytes: [UInt8] = []
    let answered = parts.map { part in
      bytes += part
      return reader.read(bytes)
    }
    return (reader, answered)
  }

  @Test("a frame is taken when it is whole, however it comes in parts")
  func take() throws {
    let frames = WorkerFrame.encode([1, 2, 3]) + WorkerFrame.encode([]) + WorkerFrame.encode([4])
    for cut in 0...frames.count {
      var rest = frames[..<cut]
      var taken: [[UInt8]] = []
      while let payload = try WorkerFrame.take(from: &rest) { taken.append(payload) }
      #expect(taken == Array([[1, 2, 3], [], [4]].prefix(cut >= 40 ? 3 : cut >= 27 ? 2 : cut >= 15 ? 1 : 0)))
      #expect(try WorkerFrame.decodeAll(frames) == [[1, 2, 3], [], [4]])
    }
  }

  @Test("the answers of branches are there one by one, in whatever order")
  func branches() {
    let answers = [2, 0, 1].map { BranchAnswer(branch: $0, payload: [UInt8($0), 7]).bytes }
    let half = answers[1].count / 2
    let parts = [answers[0] + answers[1].prefix(half), Array(answers[1].dropFirst(half)), answers[2]]
    let (early, counts) = reader(branches: 3, Array(parts.prefix(2)))
    #expect(counts == [1, 1])
    #expect(early.branches == [[0, 7], nil, [2, 7]])
    #expect(!early.isComplete)
    let (all, _) = reader(branches: 3, parts)
    #expect(all.isComplete)
    #expect(all.branches == [[0, 7], [1, 7], [2, 7]])
  }

  @Test("one answer to all branches, from a worker that could not divide")
  func whole() {
    let (reader, _) = reader(branches: 3, [WorkerFrame.encode(Array("{}".utf8))])
    #expect(reader.isComplete)
    #expect(reader.whole == Array("{}".utf8))
    #expect(reader.branches == [nil, nil, nil])
  }

  @Test("an answer that breaks off leaves what was whole before it")
  func truncated() {
    let bytes = BranchAnswer(branch: 0, payload: [1]).bytes + BranchAnswer(branch: 1, payload: [2]).bytes.dropLast()
    var reader = AnswerReader(branches: 2)
    _ = reader.read(bytes)
    #expect(reader.problem == nil)
    reader.end(bytes)
    #expect(reader.branches == [[1], nil])
    #expect(reader.problem == .truncated(received: 25, expected: 26))
  }

  /// An answer of a branch that nobody asked for.
  private static let foreign = BranchAnswer(branch: 7, payload: []).bytes

  @Test(
    "what is no answer is a problem, and nothing is complete",
    arguments: [
      ([], WorkerFrame.Problem.empty), (Array("MNx".utf8), .garbage(Array("MNx".utf8))),
      (Self.foreign, .garbage(Array(Self.foreign.dropFirst(WorkerFrame.headerLength)))),
      (WorkerFrame.encode([1]) + [9], .trailing(1)), (Array("MNG1".utf8), .truncated(received: 4, expected: 12)),
    ])
  func problems(bytes: [UInt8], problem: WorkerFrame.Problem) {
    var reader = AnswerReader(branches: 2)
    reader.end(bytes)
    #expect(reader.problem == problem)
    #expect(!reader.isComplete)
  }
}
