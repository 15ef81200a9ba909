import Foundation
import Glibc
import Testing

/// Stops git in the middle of what it sends: half of a pack goes out, and the rest waits until the gate opens.
///
/// upload-pack runs a program of the user's own in the place of pack-objects. Both sides wait for each other by named
/// pipes, so nothing depends on how fast anything is.
final class FetchGate: Sendable {
  /// The program for `uploadpack.packObjectsHook`.
  let hook: URL
  private let reached: Int32
  private let opened: Int32

  /// - Parameter number: the pack that waits, counted from 1; all others pass.
  init(in workspace: Workspace, pack number: Int) throws {
    hook = try workspace.write(
      """
      #!/bin/sh
      gate=$(dirname "$0")
      number=1
      while ! mkdir "$gate/$number" 2> /dev/null; do number=$((number + 1)); done
      [ "$number" = \(number) ] || exec "$@"
      "$@" > "$gate/pack"
      half=$(($(wc -c < "$gate/pack") / 2))
      head -c "$half" "$gate/pack"
      echo > "$gate/reached"
      read -r line < "$gate/opened"
      tail -c "+$((half + 1))" "$gate/pack"
      """, to: "gate/hook")
    let folder = hook.deletingLastPathComponent()
    try #require(chmod(hook.path, 0o755) == 0)
    // Open for both directions, so that no side waits for the other one to open its end.
    func pipe(_ name: String) throws -> Int32 {
      let path = folder.appending(path: name).path
      try #require(mkfifo(path, 0o600) == 0)
      let descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
      try #require(descriptor >= 0)
      return descriptor
    }
    reached = try pipe("reached")
    opened = try pipe("opened")
  }

  deinit {
    open()
    close(reached)
    close(opened)
  }

  /// Returns when half of the pack has been sent; fails where that never happens.
  func waitUntilReached(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var descriptor = pollfd(fd: reached, events: Int16(POLLIN), revents: 0)
    try #require(poll(&descriptor, 1, 120_000) == 1, "no such pack was sent", sourceLocation: sourceLocation)
  }

  /// Lets the rest of the pack through.
  func open() { _ = write(opened, "\n", 1) }
}
