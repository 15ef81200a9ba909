import Diagnostics
import Fleet
import Glibc
import Synchronization

/// One line on a terminal that says how far a build is, where it takes longer than a second; nothing anywhere else.
final class BuildProgress: Sendable {
  private struct State {
    var progress: TargetProgress?
    var isDrawn = false
    var hasEnded = false
  }

  private static let patience = Duration.seconds(1)

  private let state = Mutex(State())
  private let start = ContinuousClock.now
  private let isShown = isatty(STDERR_FILENO) == 1

  /// Begins to watch the clock: the line comes in time, whether a target is done then or not.
  init() {
    guard isShown else { return }
    Task.detached {
      try? await Task.sleep(for: Self.patience)
      self.change { _ in }
    }
  }

  var observer: BuildObserver {
    BuildObserver(
      onWait: { self.write(DiagnosticRenderer(color: Console.color).render([$0])) },
      onProgress: { progress in self.change { $0.progress = progress } })
  }

  /// Prints to standard error what is not to stand in the line.
  func write(_ text: String) {
    change { state in
      Self.clear(&state)
      Console.write(text)
    }
  }

  /// Takes the line away, before anything else is printed.
  func end() {
    change { state in
      Self.clear(&state)
      state.hasEnded = true
    }
  }

  private func change(_ work: (inout State) -> Void) {
    // What is printed is printed within the lock, so that it comes in order.
    state.withLock { state in
      work(&state)
      guard isShown, !state.hasEnded, let progress = state.progress, ContinuousClock.now - start >= Self.patience
      else { return }
      state.isDrawn = true
      Console.write("\r\u{1B}[K\(Self.text(progress))")
    }
  }

  private static func clear(_ state: inout State) {
    if state.isDrawn { Console.write("\r\u{1B}[K") }
    state.isDrawn = false
  }

  private static func text(_ progress: TargetProgress) -> String {
    var parts = ["\(progress.done) of \(progress.total) targets done", "\(progress.reused) reused"]
    if progress.running > 0 { parts.append("\(progress.running) running") }
    if let left = progress.timeLeft { parts.append("about \(words(left)) left") }
    return parts.joined(separator: ", ")
  }

  /// `8 s`, `3 min`: no more digits than an estimate has.
  private static func words(_ time: Duration) -> String {
    let seconds = time.components.seconds + 1
    return seconds < 100 ? "\(seconds) s" : "\((seconds + 30) / 60) min"
  }
}
