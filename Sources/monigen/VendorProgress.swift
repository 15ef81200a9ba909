import Glibc
import Synchronization
import Vendoring

/// How far fetching is: one line that changes on a terminal, a line for each repository elsewhere.
final class VendorProgress: Sendable {
  private struct State {
    var total = 0
    var done = 0
  }

  private let state = Mutex(State())
  private let isTerminal = isatty(STDERR_FILENO) == 1

  var observer: VendorObserver {
    VendorObserver(
      onStart: { total in
        self.state.withLock { $0.total += total }
        if self.isTerminal, total > 0 { Console.write("\r\u{1B}[Kfetching \(total) repositories") }
      },
      onFetched: { name, isCached in self.fetched(name, isCached: isCached) })
  }

  /// Takes the line away, before anything else is printed.
  func end() {
    if isTerminal { Console.write("\r\u{1B}[K") }
  }

  private func fetched(_ name: String, isCached: Bool) {
    state.withLock { state in
      state.done += 1
      let text = "\(isCached ? "cached" : "fetched") \(state.done) of \(state.total) repositories"
      // Within the lock, so that the lines come in order.
      Console.write(isTerminal ? "\r\u{1B}[K\(text), last \(name)" : "\(text): \(name)\n")
    }
  }
}
