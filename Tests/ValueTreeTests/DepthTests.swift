import Foundation
import Testing
import ValueTree

@Suite("the deepest trees")
struct DepthTests {
  /// A debug build takes some 4 KiB of stack a level, a release build a tenth of that.
  @Test("the deepest tree is read, compared, hashed, written and freed on a common stack", arguments: ["[", "{\"a\":"])
  func deepest(open: String) throws {
    let depth = Value.greatestDepth
    let close = open == "[" ? "]" : "}"
    let text = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    let same = onThread(stack: 8 << 20) {
      var options = JSONReader.Options()
      options.depthLimit = .max
      guard let a = try? JSONReader.read(text, options: options),
        let b = try? JSONReader.readLocated(Array(text.utf8), file: "f", options: options).value
      else { return false }
      return a == b && a.hashValue == b.hashValue && JSONWriter.compact(a) == text
    }
    #expect(same)
  }

  @Test("a tree of the default limit fits a quarter of that")
  func usual() {
    let text = String(repeating: "{\"a\":[", count: 256) + String(repeating: "]}", count: 256)
    #expect(onThread(stack: 2 << 20) { (try? JSONReader.read(text)).map { JSONWriter.compact($0) } == text })
  }

  private func onThread(stack: Int, _ work: @escaping @Sendable () -> Bool) -> Bool {
    let result = Box()
    let thread = Thread {
      result.value = work()
      result.done.signal()
    }
    thread.stackSize = stack
    thread.start()
    result.done.wait()
    return result.value
  }

  /// Written by the thread before it signals, read after.
  private final class Box: @unchecked Sendable {
    var value = false
    let done = DispatchSemaphore(value: 0)
  }
}
