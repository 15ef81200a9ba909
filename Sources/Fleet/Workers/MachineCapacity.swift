import Foundation

/// How many worker processes the machine has processors and memory for.
struct MachineCapacity {
  /// What this process may have, read once.
  static let current = MachineCapacity()

  /// The bytes that a worker is given: half as much again as the largest that was measured, the 238 MB of `render` with
  /// kube-prometheus v0.17 (docs/performance.md). Of two and more, what they leave is enough for the process that
  /// started them.
  static let workerMemory = 350_000_000

  /// Processors that this process may use at a time, at least one.
  let processors: Int
  /// Bytes that can still be had; nil where nothing tells.
  let memory: Int?

  /// - Parameters:
  ///   - root: the folder that `/proc` and `/sys` are in, for tests.
  ///   - active: the processors that this process may run on.
  init(root: String = "", active: Int = ProcessInfo.processInfo.activeProcessorCount) {
    let group = ControlGroup(root: root)
    // One and a half processors keep two processes busy most of the time.
    let quota = group.processors?.rounded(.up) ?? .infinity
    processors = max(1, Int(min(Double(active), quota)))
    memory = [Self.availableMemory(root: root), group.memory].compactMap(\.self).min()
  }

  /// As many worker processes as both allow, at least one.
  var jobs: Int { max(1, min(processors, memory.map { $0 / Self.workerMemory } ?? processors)) }

  /// What the kernel takes to be available without swapping: `MemAvailable:   22489236 kB`.
  private static func availableMemory(root: String) -> Int? {
    let text = (try? String(contentsOfFile: root + "/proc/meminfo", encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 2, words[0] == "MemAvailable:", let kilobytes = Int(words[1]) else { continue }
      return kilobytes << 10
    }
    return nil
  }
}

extension Settings.Limits {
  /// How many evaluations run at once: as many as the command line says, else as the settings say, else as the
  /// machine's processors and memory allow.
  public func jobs(asked: Int?) -> Int { asked ?? jobs ?? MachineCapacity.current.jobs }
}
