import Foundation
import Glibc
import TestSupport

/// A small project to edit at random: overlays import parts that several folders of the search path may have.
struct EditedProject {
  let project: SmallProject
  private var random: SeededGenerator
  private var turn = 0

  private static let folders = ["own", "libsonnet", "vendor"]
  private static let parts = ["a.libsonnet", "b.libsonnet", "text.txt", "data.json"]
  private static let clusters = ["alpha", "beta", "gamma"]
  private static let overlays = ["clusters/overlays/one.libsonnet", "clusters/overlays/two.libsonnet"]

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    project = try SmallProject()
    try project.write("release: v0.17\nlibraryPath: [own, libsonnet]\n", to: "monigen.yaml")
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "all + overlay,",
      with: "all + (if std.isFunction(overlay) then overlay(variables) else overlay),")
    try project.write(
      """
      function(variables) {
        app+: {
          one: {
            apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' },
            data: {
              a: '%d' % (import 'parts/a.libsonnet').value,
              b: if variables.size > 2 then (import 'parts/b.libsonnet').text else 'none',
              labels: std.toString(variables.externalLabels),
            },
          },
        },
      }
      """, to: Self.overlays[0])
    try project.write(
      """
      {
        app+: {
          two: {
            apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'two' },
            data: { text: importstr 'parts/text.txt', json: std.toString(import 'parts/data.json') },
          },
        },
      }
      """, to: Self.overlays[1])
    for part in Self.parts { try project.write(contents(of: part), to: "libsonnet/parts/\(part)") }
    try project.write(cluster(), to: "clusters/gamma.yaml")
  }

  /// Makes one edit, and says which.
  mutating func edit() throws -> String {
    turn += 1
    switch random.below(13) {
    case 0...2: return try changePart()
    case 3: return try addPart()
    case 4: return try removePart()
    case 5: return try movePart()
    case 6...7: return try changeCluster()
    case 8: return try changeShared()
    case 9: return try changeRelease()
    case 10: return try changeLibrary()
    case 11: return try changeTree()
    default: return try linkParts()
    }
  }

  private mutating func contents(of part: String) -> String {
    let number = random.below(5)
    return switch part {
    case "a.libsonnet": "{ value: \(number) }\n"
    case "b.libsonnet": "{ text: 'b\(number) of ' + (import 'a.libsonnet').value }\n"
    case "data.json": "{ \"number\": \(number) }\n"
    default: "text \(number)\n"
    }
  }

  private mutating func cluster() -> String {
    var lines = ["provider: \(random.pick(["aws", "kubeadm"]))", "kubernetes: \"1.3\(random.below(5))\""]
    if random.chance(70) { lines.append("size: \(random.below(5))") }
    if random.chance(30) { lines.append("externalLabels: { team: t\(random.below(3)) }") }
    if random.chance(20) { lines.append("release: v0.1\(3 + random.below(6))") }
    if random.chance(10) { lines.append("alerts: { \(random.pick(["Watchdog", "Watchdock"])): {} }") }
    if random.chance(40) { lines.append("libraries: { team: \(random.pick(["true", "{ threshold: 0.2 }"])) }") }
    let used = Self.overlays.filter { _ in random.chance(60) }
    if !used.isEmpty { lines.append("overlays: [\(used.joined(separator: ", "))]") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The paths of parts that are there, or are not.
  private func partPaths(existing: Bool) -> [String] {
    Self.folders.flatMap { folder in Self.parts.map { "\(folder)/parts/\($0)" } }.filter {
      project.exists($0) == existing
    }
  }

  private mutating func changePart() throws -> String {
    let paths = partPaths(existing: true)
    guard !paths.isEmpty else { return try addPart() }
    let path = random.pick(paths)
    let old = try attributes(path)
    try project.write(contents(of: String(path.split(separator: "/").last ?? "")), to: path)
    guard random.chance(40) else { return "changed \(path)" }
    // Editors and tools may set a file's time back: size and time then tell nothing.
    try setTime(path, old)
    return "changed \(path), with its old time"
  }

  private mutating func addPart() throws -> String {
    let paths = partPaths(existing: false)
    guard !paths.isEmpty else { return try removePart() }
    let path = random.pick(paths)
    try project.write(contents(of: String(path.split(separator: "/").last ?? "")), to: path)
    return "added \(path)"
  }

  private mutating func removePart() throws -> String {
    let paths = partPaths(existing: true)
    guard !paths.isEmpty else { return try addPart() }
    let path = random.pick(paths)
    try project.remove(path)
    return "removed \(path)"
  }

  private mutating func movePart() throws -> String {
    let from = partPaths(existing: true)
    guard !from.isEmpty else { return try addPart() }
    let path = random.pick(from)
    let name = String(path.split(separator: "/").last ?? "")
    let target = "\(random.pick(Self.folders))/parts/\(name)"
    let text = try project.read(path)
    try project.remove(path)
    try project.write(text, to: target)
    return "moved \(path) to \(target)"
  }

  private mutating func changeCluster() throws -> String {
    let name = random.pick(Self.clusters)
    let path = "clusters/\(name).yaml"
    if name != "alpha", project.exists(path), random.chance(15) {
      try project.remove(path)
      return "removed \(path)"
    }
    try project.write(cluster(), to: path)
    return "changed \(path)"
  }

  private mutating func changeShared() throws -> String {
    let path = "clusters/_defaults.yaml"
    let lines = ["labels: { env: e\(random.below(2)) }", "externalLabels: { zone: z\(random.below(3)) }", "size: 3"]
    try project.write(lines.filter { _ in random.chance(50) }.joined(separator: "\n") + "\n", to: path)
    return "changed \(path)"
  }

  private mutating func changeRelease() throws -> String {
    let release = "v0.1\(3 + random.below(6))"
    try project.write("release: \(release)\nlibraryPath: [own, libsonnet]\n", to: "monigen.yaml")
    return "changed the release to \(release)"
  }

  private mutating func changeLibrary() throws -> String {
    let path = "\(random.pick(["own", "libsonnet"]))/team/mixin.libsonnet"
    if path.hasPrefix("own"), project.exists(path), random.chance(50) {
      try project.remove(path)
      return "removed \(path)"
    }
    try project.write("{ _config:: { threshold: \(random.below(9)) / 10 } }\n", to: path)
    return "changed \(path)"
  }

  /// Somebody edits what was built, or takes it away.
  private mutating func changeTree() throws -> String {
    // Without its record, what a tree no longer has stays, since it may be somebody's.
    let files = try project.exists("generated")
      ? project.tree().keys.filter { !$0.hasSuffix("monigen.lock.json") }.sorted() : []
    guard !files.isEmpty else { return "nothing" }
    let path = "generated/\(random.pick(files))"
    if random.chance(30) {
      try project.remove(path)
      return "removed \(path)"
    }
    let old = try attributes(path)
    var bytes = Array(try project.read(path).utf8)
    if !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(ascii: "x") }
    try project.write(String(decoding: bytes, as: UTF8.self), to: path)
    try setTime(path, old)
    return "edited \(path), with its old time"
  }

  /// The folder in front of all others becomes a link to one of two folders, or goes.
  private mutating func linkParts() throws -> String {
    let link = project.folder.appending(path: "own/parts")
    try? FileManager.default.removeItem(at: link)
    guard random.chance(70) else { return "removed own/parts" }
    let target = "elsewhere/\(random.below(2))"
    try project.write(contents(of: "a.libsonnet"), to: "\(target)/a.libsonnet")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "../\(target)")
    return "linked own/parts to \(target)"
  }

  private func attributes(_ path: String) throws -> stat {
    var status = stat()
    lstat(project.folder.appending(path: path).path, &status)
    return status
  }

  private func setTime(_ path: String, _ old: stat) throws {
    let times = [old.st_atim, old.st_mtim]
    utimensat(AT_FDCWD, project.folder.appending(path: path).path, times, 0)
  }
}
