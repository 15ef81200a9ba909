import Foundation

/// What the control groups that this process is in leave to it: containers and services are bounded by them, of which
/// `/proc/meminfo` says nothing.
///
/// A bound holds for all groups below it, so those around the own one count too. In a container the path of the group
/// may be the host's: what is not there is passed over, and the hierarchy's root is then the container's own group.
struct ControlGroup {
  private let root: String
  /// The path of the group within the hierarchy of each controller; of version 2's, which has them all, under "".
  private let paths: [String: String]

  /// - Parameter root: the folder that `/proc` and `/sys` are in.
  init(root: String) {
    self.root = root
    var paths: [String: String] = [:]
    // `0::/user.slice` in version 2, `4:cpu,cpuacct:/user.slice` in version 1; both may be there.
    for line in Self.text(root + "/proc/self/cgroup").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      for controller in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
        paths[String(controller)] = String(parts[2])
      }
    }
    self.paths = paths
  }

  /// How many processors' time the strictest quota allows; nil where there is none.
  var processors: Double? {
    let second = folders("", in: "").compactMap { folder in
      Self.quotient(Self.text(folder + "/cpu.max").split { $0 == " " || $0 == "\n" }.map(String.init))
    }
    let first = folders("cpu", in: "/cpu").compactMap { folder in
      Self.quotient([Self.text(folder + "/cpu.cfs_quota_us"), Self.text(folder + "/cpu.cfs_period_us")])
    }
    return (second + first).min()
  }

  /// How many bytes there are up to the nearest limit, with what the kernel gives back of the files that it holds; nil
  /// where there is no limit.
  var memory: Int? {
    let second = folders("", in: "").compactMap { folder in
      Self.left(folder, limit: "memory.max", usage: "memory.current", reclaimable: "inactive_file")
    }
    let first = folders("memory", in: "/memory").compactMap { folder in
      Self.left(
        folder, limit: "memory.limit_in_bytes", usage: "memory.usage_in_bytes", reclaimable: "total_inactive_file")
    }
    return (second + first).min()
  }

  /// The folders of the own group and of all around it.
  private func folders(_ controller: String, in hierarchy: String) -> [String] {
    guard let path = paths[controller] else { return [] }
    // A group outside of what the process can see is written with `..`.
    let steps = path.split(separator: "/").prefix { $0 != ".." }
    return (0...steps.count).map { count in
      ([root + "/sys/fs/cgroup" + hierarchy] + steps.prefix(count).map(String.init)).joined(separator: "/")
    }
  }

  /// A quota divided by its period; `max` and -1 are none.
  private static func quotient(_ numbers: [String]) -> Double? {
    guard numbers.count == 2, let quota = number(numbers[0]), let period = number(numbers[1]), quota > 0, period > 0
    else { return nil }
    return Double(quota) / Double(period)
  }

  private static func left(_ folder: String, limit: String, usage: String, reclaimable: String) -> Int? {
    guard let limit = number(text("\(folder)/\(limit)")), let usage = number(text("\(folder)/\(usage)")),
      limit >= 0, usage >= 0
    else { return nil }
    let files = text("\(folder)/memory.stat").split(separator: "\n").lazy
      .map { $0.split(separator: " ") }.first { $0.first == Substring(reclaimable) }
      .flatMap { $0.last.flatMap { Int($0) } }
    return max(0, limit - max(0, usage - max(0, files ?? 0)))
  }

  private static func number(_ text: String) -> Int? { Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) }

  private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
