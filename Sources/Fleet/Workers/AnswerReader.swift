/// Reads what a worker answers, as it comes: one answer to all that was asked, or one for each branch.
struct AnswerReader {
  /// The answer to all that was asked: of a worker that is not divided, or that failed before it could be.
  private(set) var whole: [UInt8]?
  /// The answers of the branches, as far as they are there.
  private(set) var branches: [[UInt8]?]
  /// Why what came is no answer.
  private(set) var problem: WorkerFrame.Problem?
  /// How much has been read.
  private var place = 0

  /// - Parameter branches: how many answers there will be; 0 where the worker is not divided.
  init(branches: Int) { self.branches = Array(repeating: nil, count: branches) }

  /// Whether everything that was asked for has its answer.
  var isComplete: Bool { problem == nil && (whole != nil || (!branches.isEmpty && !branches.contains(nil))) }

  /// Goes on reading.
  ///
  /// - Parameter bytes: all that has come so far.
  /// - Returns: how many branches have been answered since the last time.
  mutating func read(_ bytes: [UInt8]) -> Int {
    guard problem == nil else { return 0 }
    var rest = bytes[place...]
    defer { place = rest.startIndex }
    var answered = 0
    do throws(WorkerFrame.Problem) {
      while !isComplete, let frame = try WorkerFrame.take(from: &rest) {
        if !branches.isEmpty, let answer = try BranchAnswer(frame) {
          guard branches.indices.contains(answer.branch) else { throw .garbage(frame) }
          branches[answer.branch] = answer.payload
          answered += 1
        } else {
          whole = frame
        }
      }
      if isComplete, !rest.isEmpty { throw .trailing(rest.count) }
    } catch {
      problem = error
    }
    return answered
  }

  /// Says that nothing more comes.
  mutating func end(_ bytes: [UInt8]) {
    _ = read(bytes)
    if !isComplete, problem == nil { problem = WorkerFrame.problem(ofIncomplete: bytes[place...]) }
  }
}
