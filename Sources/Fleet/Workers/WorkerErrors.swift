import Synchronization

/// What several workers print to their standard error, put into the order of their requests.
///
/// The first request that is not done prints at once; what the others print waits until it is their turn. So nothing
/// is mixed, and the same build prints the same every time.
final class OrderedErrors: Sendable {
  /// More than this from a worker that waits for its turn is dropped, with a line that says so.
  private static let limit = 64 << 20

  private struct State {
    var current = 0
    var done: Set<Int> = []
    var waiting: [Int: [UInt8]] = [:]
  }

  private let state = Mutex(State())
  private let emit: @Sendable ([UInt8]) -> Void

  init(emit: @escaping @Sendable ([UInt8]) -> Void) { self.emit = emit }

  func write(_ bytes: [UInt8], from index: Int) {
    guard !bytes.isEmpty else { return }
    state.withLock { state in
      if index == state.current {
        emit(bytes)
      } else if state.waiting[index, default: []].count < Self.limit {
        state.waiting[index, default: []].append(contentsOf: bytes)
        if state.waiting[index]!.count >= Self.limit {
          state.waiting[index]!.append(contentsOf: Array("… further output of this worker was dropped\n".utf8))
        }
      }
    }
  }

  func finish(_ index: Int) {
    state.withLock { state in
      state.done.insert(index)
      while state.done.remove(state.current) != nil {
        state.current += 1
        if let bytes = state.waiting.removeValue(forKey: state.current) { emit(bytes) }
      }
    }
  }
}

/// Cuts what one worker prints into lines and keeps those back that only a process that breaks down prints: they belong
/// into the diagnostic, or are what the diagnostic says in our words.
struct LastWords {
  private var rest: [UInt8] = []
  private var kept: [String] = []

  private static let beginnings = [
    "terminate called", "  what():", "FATAL ERROR: ", "Fatal error", "worker: ", "mimalloc: ", "malloc(): ",
    "malloc_consolidate(): ", "free(): ", "double free or corruption", "corrupted ", "munmap_chunk(): ",
    "Could not allocate memory", "*** ", "libc++abi: ",
  ]
  private static let signsOfMemory = [
    "bad_alloc", "failed to allocate", "memory allocation error", "llocate memory", "out of memory", "Out of memory",
  ]

  /// What the process said about its end, without the addresses that a stack trace is made of.
  var lines: [String] {
    kept.filter { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      return line != "Current stack trace:" && !(words.first.map { Int($0) != nil } ?? false && line.contains(" 0x"))
    }
  }

  /// Whether they tell that there was no memory left.
  var speakOfMemory: Bool {
    kept.contains { line in Self.signsOfMemory.contains { line.contains($0) } }
  }

  /// The part of `bytes` that goes on to the user now: whole lines.
  mutating func pass(_ bytes: [UInt8]) -> [UInt8] {
    rest.append(contentsOf: bytes)
    guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return flushLong() }
    let whole = rest[...end]
    rest = Array(rest[(end + 1)...])
    var passed: [UInt8] = []
    for line in whole.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
      if !keep(line) { passed += line + [UInt8(ascii: "\n")] }
    }
    return passed
  }

  /// What is left at the end: a line that was never ended, and where the worker `lived`, the lines kept back.
  mutating func finish(lived: Bool) -> [UInt8] {
    var passed: [UInt8] = []
    if !rest.isEmpty, !keep(rest[...]) { passed = rest + [UInt8(ascii: "\n")] }
    rest = []
    if lived { passed += kept.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] } }
    return passed
  }

  /// Swift's words begin with the place in the source, and a stack trace follows them.
  private mutating func keep(_ line: ArraySlice<UInt8>) -> Bool {
    guard kept.count < 100, !line.starts(with: "TRACE: ".utf8) else { return false }
    let text = String(decoding: line.prefix(1000), as: UTF8.self)
    guard !kept.isEmpty || text.contains(": Fatal error: ") || Self.beginnings.contains(where: text.hasPrefix) else {
      return false
    }
    kept.append(text)
    return true
  }

  /// A line without an end must not fill the memory.
  private mutating func flushLong() -> [UInt8] {
    guard rest.count > 1 << 20 else { return [] }
    defer { rest = [] }
    return rest
  }
}
