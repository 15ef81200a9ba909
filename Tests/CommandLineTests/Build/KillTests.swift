import Foundation
import Glibc
import Testing

/// `kill -9` in the middle of builds: whatever happens, every file is whole, and the next build completes the tree.
///
/// Three states of one project follow each other; every file of every state is known from clean builds. MONIGEN_LONG=1
/// kills five times as often, MONIGEN_SEED=N repeats a run.
@Suite("A build that is killed", .serialized)
struct KillTests {
  private static let kills = Effort.count(full: 60, quick: 10)
  private static let seed =
    ProcessInfo.processInfo.environment["MONIGEN_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000)

  /// The states of the project: other contents in every file, other files, other folders.
  private static let states: [(size: Int, word: String)] = [(300, "one"), (260, "two"), (300, "three")]

  private static func write(_ state: Int, to project: SmallProject) throws {
    try project.write(
      "provider: kubeadm\nkubernetes: '1.33'\nsize: \(states[state].size)\nexternalLabels: { word: \(states[state].word) }\n",
      to: "clusters/alpha.yaml")
  }

  private static func makeProject() throws -> SmallProject {
    let project = try SmallProject()
    try project.remove("clusters/beta.yaml")
    // Every object depends on the word, and the namespace, alone in its folder, comes and goes.
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "ratio: '%s' % [i / 2]",
      with: "ratio: '%s' % [i / 2], word: variables.externalLabels.word, filling: std.repeat(variables.name + '\\n', 200)")
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "namespace: {", with: "[if variables.size == 300 then 'namespace']: {")
    return project
  }

  @Test("leaves every file whole and no worker, and the next build completes it", .timeLimit(.minutes(20)))
  func killed() throws {
    let project = try Self.makeProject()
    var references: [[String: Data]] = []
    var time = Duration.zero
    for state in Self.states.indices {
      try Self.write(state, to: project)
      let clock = ContinuousClock.now
      try project.build("--output", "reference-\(state)")
      time = max(time, ContinuousClock.now - clock)
      references.append(try project.tree("reference-\(state)"))
    }
    var run = KillRun(project: project, references: references, time: time, seed: Self.seed)
    for number in 0..<Self.kills {
      try run.kill(number) { try Self.write($0, to: project) }
    }
    print(
      "killed \(Self.kills) builds (seed \(Self.seed)): \(run.whileWriting) while files were being replaced, "
        + "\(run.withWorkers) with a worker at work, \(run.tooLate) were done before")
    #expect(run.tooLate < Self.kills, "every build was faster than its kill")
  }
}

/// The state of a series of kills over one project.
private struct KillRun {
  let project: SmallProject
  /// The clean trees of every state.
  let references: [[String: Data]]
  /// How long a whole build takes.
  let time: Duration
  let seed: UInt64
  private var generator: SplitMix

  /// The state that the last completed build left, nil where there was no tree.
  private var base: Int?
  /// The states of the builds that were killed since.
  private var since: [Int] = []
  var whileWriting = 0
  var withWorkers = 0
  var tooLate = 0

  init(project: SmallProject, references: [[String: Data]], time: Duration, seed: UInt64) {
    self.project = project
    self.references = references
    self.time = time
    self.seed = seed
    generator = SplitMix(state: seed)
  }

  /// Changes the project, kills a build of it, looks at what is there, and mostly lets the next build complete it.
  mutating func kill(_ number: Int, change: (Int) throws -> Void) throws {
    let place = "kill \(number) of seed \(seed)"
    if number % 7 == 6 {
      // Also kill builds that have no tree before them.
      try? project.remove("generated")
      (base, since) = (nil, [])
    }
    since.append(next())
    try change(since[since.count - 1])
    try killOneBuild(Moment.allCases[number % 3])
    try check(place)
    // Every fourth time the next build is killed as well.
    guard number % 4 != 3 else { return }
    let target = number % 2 == 0 ? next() : since[since.count - 1]
    try change(target)
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0, "after \(place): \(outcome.output)\(outcome.errors)")
    let tree = try project.tree()
    #expect(tree.keys.sorted() == references[target].keys.sorted(), "after \(place)")
    let different = tree.keys.filter { tree[$0] != references[target][$0] }.sorted()
    #expect(different.isEmpty, "after \(place): \(different.prefix(5))")
    #expect(project.exists("generated/alpha/setup") == references[target].keys.contains { $0.contains("setup/") })
    (base, since) = (target, [])
  }

  /// Another state than the last one.
  private mutating func next() -> Int {
    let last = since.last ?? base ?? 0
    return (last + 1 + Int(generator.next() % UInt64(references.count - 1))) % references.count
  }

  /// When a build is killed.
  private enum Moment: CaseIterable {
    case any, whileEvaluating, whileWriting
  }

  private mutating func killOneBuild(_ moment: Moment) throws {
    let mark = UUID().uuidString
    let running = try Binary.start(Binary.url, ["build"], in: project.folder, environment: ["MONIGEN_TEST_MARK": mark])
    let process = running.process
    let pending = project.folder.appending(path: "generated/alpha/.monigen-pending.json").path
    let hasCome = { () -> Bool in
      switch moment {
      case .any: true
      case .whileEvaluating: Self.processes(marked: mark).count > 1
      case .whileWriting: access(pending, F_OK) == 0
      }
    }
    let deadline = ContinuousClock.now + time * 20
    while !hasCome(), process.isRunning, ContinuousClock.now < deadline { usleep(200) }
    let span = [.any: time, .whileEvaluating: time / 40, .whileWriting: time / 4][moment] ?? time
    usleep(UInt32(span / .microseconds(1) * Double(generator.next() % 1000) / 1000))
    let isWriting = access(pending, F_OK) == 0
    let workers = Self.processes(marked: mark).count - 1
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      whileWriting += isWriting ? 1 : 0
      withWorkers += workers > 0 ? 1 : 0
    } else {
      tooLate += 1
    }
    // A worker learns of the death at once, but dying takes it a moment.
    let end = ContinuousClock.now + .seconds(60)
    while !Self.processes(marked: mark).isEmpty, ContinuousClock.now < end { usleep(2000) }
    #expect(Self.processes(marked: mark).isEmpty, "a worker outlived its build")
  }

  /// Every file has the contents of the tree before or of a build that was killed since; those of all of them are
  /// there.
  private func check(_ place: String) throws {
    let possible = ((base.map { [$0] } ?? []) + since).map { references[$0] }
    let tree = project.exists("generated") ? try project.tree() : [:]
    for (name, contents) in tree where !(name.split(separator: "/").last ?? "").hasPrefix(".monigen-") {
      let isWhole = possible.contains { $0[name] == contents }
      #expect(isWhole, "\(place): \(name) is neither old nor new: \(contents.count) bytes")
    }
    guard let base else { return }
    let lasting = possible.reduce(Set(references[base].keys)) { $0.intersection($1.keys) }
    #expect(lasting.subtracting(tree.keys).isEmpty, "\(place): files are gone that every state has")
  }

  /// The processes that have a mark in their environment.
  private static func processes(marked mark: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { name in
      guard Int(name) != nil, let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
        return false
      }
      return environment.range(of: Data(mark.utf8)) != nil
    }
  }
}
