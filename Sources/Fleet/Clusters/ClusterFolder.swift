import Diagnostics
import Platform

/// A data file below the clusters' folder.
struct VariablesFile: Sendable, Hashable {
  enum Format: String, Sendable, CaseIterable {
    case yaml, json, jsonnet
  }

  /// Relative to the project.
  let path: String
  let format: Format

  var location: SourceLocation { SourceLocation(file: path) }
}

/// The file of one cluster and the shared ones that it builds on.
struct ClusterFile: Sendable {
  let name: String
  let file: VariablesFile
  /// The outermost first.
  let defaults: [VariablesFile]
}

/// Finds the files of all clusters: `NAME.yaml`, `NAME.json` or `NAME.jsonnet` at any depth, with the `_defaults` file
/// of each folder on the way.
struct ClusterFolder {
  private let project: Project
  private var found: [ClusterFile] = []
  private var problems: [Diagnostic] = []

  /// The clusters below a folder of the project, in the order of their names.
  ///
  /// - Throws: a `DiagnosticList` with everything that is wrong with the folder: no cluster, names that are taken or
  ///   not allowed, links that lead out of the project.
  static func scan(_ folder: String, of project: Project) throws -> [ClusterFile] {
    var scan = ClusterFolder(project: project)
    guard project.folderExists(folder) else {
      throw Diagnostic(
        "there is no folder '\(folder)' for the clusters in \(project.displayName)",
        hint: "create \(folder)/NAME.yaml, one file per cluster, or set 'clusters' in \(Project.settingsFile)")
    }
    scan.visit(folder, defaults: [], around: [])
    scan.checkDuplicates()
    guard scan.problems.isEmpty else { throw DiagnosticList(scan.problems.inFileOrder()) }
    guard !scan.found.isEmpty else {
      throw Diagnostic(
        "there is no cluster in '\(folder)'", hint: "create \(folder)/NAME.yaml, one file per cluster")
    }
    return scan.found
  }

  private init(project: Project) { self.project = project }

  /// Reads a folder. `around` holds the real paths of the folders that lead to it.
  private mutating func visit(_ folder: String, defaults: [VariablesFile], around: [String]) {
    guard let real = project.contained(folder) else { return fail("leads out of the project through a link", folder) }
    guard !around.contains(real) else { return fail("is a link to a folder around it", folder) }
    do {
      let names = try LocalFiles.entries(of: real, shownAs: folder)
      let paths = names.map { "\(folder)/\($0)" }
      let kinds = paths.map { LocalFiles.kind(of: project.absolute($0)) }
      let files = zip(names, zip(paths, kinds)).filter { $0.1.1 != .folder }.compactMap { file($0.0, at: $0.1.0) }
      let defaults = defaults + self.defaults(among: files)
      for file in files where !file.stem.hasPrefix("_") {
        add(ClusterFile(name: file.stem, file: file.file, defaults: defaults))
      }
      for (path, kind) in zip(paths, kinds) where kind == .folder {
        visit(path, defaults: defaults, around: around + [real])
      }
    } catch {
      problems += DiagnosticList(error).all
    }
  }

  /// The file of a name, nil where it is none that monigen reads.
  private mutating func file(_ name: String, at path: String) -> (stem: String, file: VariablesFile)? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let stem = String(name[..<dot]), ending = String(name[name.index(after: dot)...])
    guard let format = VariablesFile.Format(rawValue: ending) else {
      if ending.lowercased() == "yml" || VariablesFile.Format(rawValue: ending.lowercased()) != nil {
        fail("would not be read", path, hint: "the names of cluster files end in .yaml, .json or .jsonnet")
      }
      return nil
    }
    guard project.contained(path) != nil else {
      let isBroken = LocalFiles.realPath(project.absolute(path)) == nil
      fail(isBroken ? "is a link to nothing" : "leads out of the project through a link", path)
      return nil
    }
    guard project.fileExists(path) else {
      fail("is no regular file", path)
      return nil
    }
    return (stem, VariablesFile(path: path, format: format))
  }

  private mutating func defaults(among files: [(stem: String, file: VariablesFile)]) -> [VariablesFile] {
    let shared = files.filter { $0.stem == "_defaults" }.map(\.file)
    if shared.count > 1 {
      problems.append(
        Diagnostic(
          "there are two files with shared defaults in one folder", at: shared[1].location,
          notes: [.init("the other one", at: shared[0].location)], hint: "merge them into one"))
    }
    return shared
  }

  private mutating func add(_ cluster: ClusterFile) {
    if !Self.isGoodName(cluster.name) {
      fail(
        "is not a good name for a cluster", cluster.file.path,
        hint: "use up to 63 lower-case letters, digits and dashes, with a letter or digit at both ends")
    }
    found.append(cluster)
  }

  private mutating func checkDuplicates() {
    found.sort { ($0.name, $0.file.path) < ($1.name, $1.file.path) }
    for (first, second) in zip(found, found.dropFirst()) where first.name == second.name {
      problems.append(
        Diagnostic(
          "there are two files for the cluster '\(second.name)'", at: second.file.location,
          notes: [.init("the other one", at: first.file.location)], hint: "rename or remove one of them"))
    }
  }

  private mutating func fail(_ problem: String, _ path: String, hint: String? = nil) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    problems.append(Diagnostic("'\(name)' \(problem)", at: SourceLocation(file: path), hint: hint))
  }

  /// The names that are safe as folders anywhere: those of a DNS label.
  private static func isGoodName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let isAlphanumeric = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }
}
