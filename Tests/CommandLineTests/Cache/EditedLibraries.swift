import Foundation
import TestSupport

/// Two copies of one project with the bundled libsonnet/ and libraries of one's own, edited alike at random: one has
/// summaries of libraries, the other has none.
struct EditedLibraries {
  /// The folders that have the libraries, from the first one that is looked into.
  static let folders = ["near", "own"]
  private static let clusters = ["alpha", "beta"]
  private static let overlays = ["clusters/overlays/one.libsonnet", "clusters/overlays/two.libsonnet"]
  private static let summaries = "summaries.libsonnet"

  let workspace: Workspace
  /// The folder of the project with summaries, and of the one without.
  let summarised = "summarised"
  let plain = "plain"
  private var random: SeededGenerator
  /// The last two are one component, which a cluster can have but one of.
  private var libraries = ["team", "our-crew", "our_crew"].map(RandomLibrary.init)
  private var near = RandomLibrary("team")

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    workspace = try Workspace()
    for project in [summarised, plain] {
      try workspace.makeFolder("\(project)/near")
      try FileManager.default.copyItem(
        at: Workspace.project.appending(path: "libsonnet"),
        to: workspace.folder.appending(path: "\(project)/libsonnet"))
    }
    try FileManager.default.removeItem(at: workspace.folder.appending(path: "\(plain)/libsonnet/\(Self.summaries)"))
    let libraryPath = (Self.folders + ["libsonnet"]).joined(separator: ", ")
    try write("release: v0.17.0\nlibraryPath: [\(libraryPath)]\n", to: "monigen.yaml")
    // What is left is all that libraries have to do with, and costs little.
    let off = ["blackboxExporter", "kubernetesControlPlane", "kubeStateMetrics", "prometheusAdapter"]
    try write(
      "kubernetes: \"1.33\"\ncomponents: { \(off.map { "\($0): false" }.joined(separator: ", ")) }\n",
      to: "clusters/_defaults.yaml")
    for library in libraries { try write(library, in: "own") }
    for path in Self.overlays { try write("{}", to: path) }
    for name in Self.clusters { try write(cluster(), to: "clusters/\(name).yaml") }
  }

  /// The folder of one of the two projects.
  func folder(_ project: String) -> URL { workspace.folder.appending(path: project) }

  /// Makes one edit in both projects, and says which.
  mutating func edit() throws -> String {
    switch random.below(20) {
    case 0...10: return try changeLibrary()
    case 11...12: return try changeNear()
    case 13...15:
      let path = random.pick(Self.overlays)
      let text = (random.chance(30) ? "function(variables) " : "") + RandomOverlay.text(&random)
      try write(text, to: path)
      return "\(path): \(text)"
    default:
      let (name, text) = (random.pick(Self.clusters), cluster())
      try write(text, to: "clusters/\(name).yaml")
      return "\(name): \(text.split(separator: "\n").joined(separator: "; "))"
    }
  }

  private mutating func changeLibrary() throws -> String {
    let index = random.chance(80) ? 0 : random.below(2) + 1
    // Most of the time all is well, or else nothing is built that could differ.
    let what = random.chance(20) ? libraries[index].repair() : libraries[index].change(&random)
    try write(libraries[index], in: "own")
    return "own/\(libraries[index].name): \(what)"
  }

  /// A library of the same name in front of the other comes, changes or goes.
  private mutating func changeNear() throws -> String {
    let path = "\(Self.folders[0])/team"
    if workspace.exists("\(plain)/\(path)"), random.chance(60) {
      for project in [summarised, plain] {
        try FileManager.default.removeItem(at: folder(project).appending(path: path))
      }
      return "removed \(path)"
    }
    let what = near.change(&random)
    try write(near, in: Self.folders[0])
    return "\(path): \(what)"
  }

  private mutating func cluster() -> String {
    var lines = ["provider: \(random.pick(["aws", "kubeadm"]))"]
    if random.chance(30) { lines.append("externalLabels: { team: t\(random.below(3)) }") }
    if random.chance(15) { lines.append("components: { grafana: false }") }
    let settings = ["true", "true", "{ threshold: \(random.below(9)) }", "{ namespace: other }", "{ limit: 2 }"]
    let chances = [("team", 85), ("our-crew", 30), ("our_crew", 20), ("velero", 30)]
    let used = chances.filter { random.chance($0.1) }.map(\.0)
    let named = used.map { "\($0): \($0 == "velero" ? "true" : random.pick(settings))" }
    if !named.isEmpty { lines.append("libraries: { \(named.joined(separator: ", ")) }") }
    let keys = [
      "teamSlow", "teamDown", "group:team", "group:late", "Watchdog", "team:requests:rate", "VeleroBackupTooOld",
    ]
    let patches = ["{}", "{ severity: critical }", "{ for: 1h }", "{ disable: true, reason: noise }"]
    let wrong = "{ disable: true }"
    let patched = keys.filter { _ in random.chance(8) }.map { key in
      "\"\(key)\": \(random.chance(10) ? wrong : random.pick(patches))"
    }
    if !patched.isEmpty { lines.append("alerts: { \(patched.joined(separator: ", ")) }") }
    let overlays = Self.overlays.filter { _ in random.chance(35) }
    if !overlays.isEmpty { lines.append("overlays: [\(overlays.joined(separator: ", "))]") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func write(_ library: RandomLibrary, in folder: String) throws {
    for (name, text) in library.files {
      let path = "\(folder)/\(library.name)/\(name)"
      if let text { try write(text, to: path) } else { try remove(path) }
    }
  }

  private func write(_ text: String, to path: String) throws {
    for project in [summarised, plain] { try workspace.write(text, to: "\(project)/\(path)") }
  }

  private func remove(_ path: String) throws {
    for project in [summarised, plain] where workspace.exists("\(project)/\(path)") {
      try FileManager.default.removeItem(at: folder(project).appending(path: path))
    }
  }
}
