import Diagnostics
import Fleet
import Glibc
import Synchronization

/// One line on a terminal that says how far a build is; nothing anywhere else.
final class BuildProgress: Sendable {
  private struct State {
    var total = 0
    var done = 0
    var last: String?
  }

  private let state = Mutex(State())
  private let isShown = isatty(STDERR_FILENO) == 1

  var observer: BuildObserver {
    BuildObserver(
      onWait: { Console.report([$0]) },
      onStart: { total in self.update { $0.total = total } },
      onEvaluated: { name in
        self.update {
          $0.done += 1
          $0.last = name
        }
      })
  }

  /// Takes the line away, before anything else is printed.
  func end() {
    if isShown { Console.write("\r\u{1B}[K") }
  }

  private func update(_ change: (inout State) -> Void) {
    guard isShown else { return }
    state.withLock { state in
      change(&state)
      let last = state.last.map { ", last \($0)" } ?? ""
      // Within the lock, so that the lines come in order.
      Console.write("\r\u{1B}[Kevaluated \(state.done) of \(state.total) clusters\(last)")
    }
  }
}
