import Foundation
import Testing

@testable import Fleet

/// Trees as they stand below `/proc` and `/sys` of real machines, containers and services.
@Suite("What the machine has room for")
struct MachineCapacityTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var files: [String: String]
    var processors = 8
    var memory: Int?
    var jobs = 8

    static let gibibyte = 1 << 30
  }

  private static let plenty = ["proc/meminfo": "MemTotal: 65000000 kB\nMemFree: 1 kB\nMemAvailable:   62500000 kB\n"]

  private static func second(_ path: String, _ files: [String: String]) -> [String: String] {
    var all = plenty.merging(["proc/self/cgroup": "0::\(path)\n"]) { $1 }
    for (name, text) in files { all["sys/fs/cgroup/\(name)"] = text }
    return all
  }

  /// Version 2's group by a path, with one limit of its memory.
  private static func limited(_ path: String) -> [String: String] {
    second(path, ["memory.max": "1300000000\n", "memory.current": "0\n"])
  }

  /// What version 1 says of the groups that hold all others.
  private static let roots = [
    "memory/memory.limit_in_bytes": "9223372036854771712\n", "memory/memory.usage_in_bytes": "1\n",
    "cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n",
  ]

  private static func first(_ lines: String, _ files: [String: String]) -> [String: String] {
    second("/", roots.merging(files) { $1 }).merging(["proc/self/cgroup": lines + "0::/\n"]) { $1 }
  }

  static let cases: [Case] = [
    Case(testDescription: "nothing tells", files: [:], memory: nil),
    Case(testDescription: "a machine of its own", files: plenty, memory: 64_000_000_000),
    Case(
      testDescription: "memory for three", files: ["proc/meminfo": "MemAvailable: 1100000 kB\n"],
      memory: 1_126_400_000, jobs: 3),
    Case(
      testDescription: "memory for none is still one", files: ["proc/meminfo": "MemAvailable: 100 kB\n"],
      memory: 102_400, jobs: 1),
    Case(testDescription: "no numbers", files: ["proc/meminfo": "MemAvailable: many kB\nMemAvailable:\n"], memory: nil),
    Case(
      testDescription: "version 2, unlimited",
      files: second(
        "/user.slice",
        [
          "user.slice/memory.max": "max\n", "user.slice/memory.current": "5\n", "user.slice/cpu.max": "max 100000\n",
        ]),
      memory: 64_000_000_000),
    Case(
      testDescription: "version 2, a container that sees itself as the root",
      files: second(
        "/",
        [
          "memory.max": "2147483648\n", "memory.current": "1147483648\n", "cpu.max": "200000 100000\n",
          "memory.stat": "anon 1\ninactive_file 300000000\nactive_file 7\n",
        ]), processors: 2, memory: 1_300_000_000, jobs: 2),
    Case(
      testDescription: "version 2, a container by the host's path", files: limited("/kubepods/pod1/abc"),
      memory: 1_300_000_000, jobs: 3),
    Case(
      testDescription: "version 2, a group outside of what can be seen", files: limited("/../other"),
      memory: 1_300_000_000, jobs: 3),
    Case(
      testDescription: "version 2, the group around is stricter",
      files: second(
        "/ci.slice/job",
        [
          "ci.slice/job/memory.max": "8000000000\n", "ci.slice/job/memory.current": "0\n",
          "ci.slice/memory.max": "900000000\n", "ci.slice/memory.current": "300000000\n",
          "ci.slice/job/cpu.max": "max 100000\n", "ci.slice/cpu.max": "150000 100000\n",
        ]), processors: 2, memory: 600_000_000, jobs: 1),
    Case(
      testDescription: "version 2, used up", files: second("/", ["memory.max": "1000\n", "memory.current": "5000\n"]),
      memory: 0, jobs: 1),
    Case(
      testDescription: "version 1",
      files: first(
        "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n",
        [
          "memory/docker/abc/memory.limit_in_bytes": "4000000000\n",
          "memory/docker/abc/memory.usage_in_bytes": "2000000000\n",
          "memory/docker/abc/memory.stat": "inactive_file 1\ntotal_inactive_file 500000000\n",
          "cpu/docker/abc/cpu.cfs_quota_us": "300000\n", "cpu/docker/abc/cpu.cfs_period_us": "100000\n",
        ]), processors: 3, memory: 2_500_000_000, jobs: 3),
    Case(
      testDescription: "version 1 without limits", files: first("4:memory:/\n1:cpu:/\n", [:]),
      memory: 64_000_000_000),
    Case(
      testDescription: "version 2, a quota that no machine has",
      files: second("/", ["cpu.max": "9223372036854775807 1\n"]), memory: 64_000_000_000),
    Case(
      testDescription: "files that make no sense",
      files: second(
        "/", ["memory.max": "-5\n", "memory.current": "x\n", "cpu.max": "0 0\n", "memory.stat": "inactive_file\n\n"]),
      memory: 64_000_000_000),
  ]

  @Test("Processors and memory that can be had", arguments: cases)
  func capacity(of example: Case) throws {
    let machine = try MachineFiles(example.files)
    let capacity = withExtendedLifetime(machine) { MachineCapacity(root: machine.root, active: 8) }
    #expect(capacity.processors == example.processors)
    #expect(capacity.memory == example.memory)
    #expect(capacity.jobs == example.jobs)
  }

  @Test("The command line decides, then the settings, then the machine")
  func order() {
    var limits = Settings.Limits()
    #expect(limits.jobs(asked: nil) == MachineCapacity.current.jobs)
    #expect(MachineCapacity.current.jobs >= 1)
    limits.jobs = 3
    #expect(limits.jobs(asked: nil) == 3)
    #expect(limits.jobs(asked: 7) == 7)
  }
}
