import Synchronization

/// How far the evaluation of a fleet's targets is.
public struct TargetProgress: Sendable, Hashable {
  /// All targets of all clusters.
  public var total = 0
  /// Those whose result is there.
  public var done = 0
  /// Those of them that were not evaluated, since an earlier build or another cluster has the same result.
  public var reused = 0
  /// Those that workers have been given and not finished.
  public var running = 0
  /// How long the running ones will take if they are like those before; nil where nothing can be told yet, or where
  /// their results may show that there is more to evaluate.
  public var timeLeft: Duration?
}

/// Follows an evaluation round by round.
final class ProgressTracker: Sendable {
  private struct State {
    var progress: TargetProgress
    var start = ContinuousClock.now
    /// How many targets of the round are done.
    var finished = 0
    /// Whether this round is the last one, most likely.
    var isForeseen = false
  }

  private let onChange: @Sendable (TargetProgress) -> Void
  private let state: Mutex<State>

  /// How many targets tell how long others may take.
  private static let leastSample = 5

  init(total: Int, onChange: @escaping @Sendable (TargetProgress) -> Void) {
    self.onChange = onChange
    state = Mutex(State(progress: TargetProgress(total: total)))
  }

  /// A round begins.
  ///
  /// - Parameters:
  ///   - reused: how many results were found before it.
  ///   - running: how many targets it evaluates.
  ///   - isForeseen: whether it is known what all that are left read, so that no further round is likely.
  func begin(reused: Int, running: Int, isForeseen: Bool) {
    change { state in
      state.progress.reused += reused
      state.progress.done += reused
      state.progress.running = running
      state.progress.timeLeft = nil
      state.start = .now
      state.finished = 0
      state.isForeseen = isForeseen
    }
  }

  /// A target of the round is done, well or not. Called from any thread.
  func finishOne() {
    change { state in
      guard state.progress.running > 0 else { return }
      state.finished += 1
      state.progress.done += 1
      state.progress.running -= 1
      guard state.isForeseen, state.finished >= Self.leastSample else { return }
      let left = state.progress.running
      state.progress.timeLeft = left == 0 ? nil : (ContinuousClock.now - state.start) / state.finished * left
    }
  }

  /// The round is over: what no worker has told is done, too.
  func end() {
    change { state in
      state.progress.done += state.progress.running
      state.progress.running = 0
      state.progress.timeLeft = nil
    }
  }

  private func change(_ work: (inout State) -> Void) {
    state.withLock { state in
      work(&state)
      // Within the lock, so that changes are told in their order.
      onChange(state.progress)
    }
  }
}
