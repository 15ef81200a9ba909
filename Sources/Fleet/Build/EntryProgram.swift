import Diagnostics
import Foundation
import Jsonnet
import ValueTree

/// The Jsonnet program of one cluster's targets: it calls `main.libsonnet` with the variables, the libraries and the
/// overlays, and takes of what that gives what belongs to the target.
///
/// Imports cannot be computed in Jsonnet, so the program is written out here:
///
///     local v = std.native('monigen.variable');
///     local summaries = v('summaries of libraries');
///     local built = (import 'libsonnet/main.libsonnet')({
///       variables: { name: v('name'), … },
///       libraries: { velero: { mixin: (import '…/mixin.libsonnet'), …, summary: summaries['velero'] } },
///       overlays: [(import 'clusters/overlays/team.libsonnet')],
///     });
///     …
///
/// A program before it gives the summaries of the cluster's libraries: so long as these are the same, an edit of a
/// library concerns nothing but its own target.
struct EntryProgram {
  let cluster: Cluster
  let project: Project
  let settings: Settings

  /// The files that a library may have for `main.libsonnet`, which takes those that exist.
  private static let libraryParts = ["mixin", "monitors", "overlay"]

  /// What to evaluate, target by target; the programs are the same for clusters that differ in nothing but variables.
  /// Paths are relative to the project where they are below it, so that output and messages do not depend on where the
  /// project lies.
  ///
  /// - Returns: what gives the summaries of libraries, nil where there is none, and the targets that want its result as
  ///   the variable `summariesName`.
  /// - Throws: a `DiagnosticList` with every library and overlay that is not there, at its place in the cluster file.
  func targets() throws -> (summaries: TargetRequest?, all: [TargetRequest]) {
    let main = try main()
    var problems: [Diagnostic] = []
    let libraries = libraryNames.compactMap { name in collect(into: &problems) { (name, try self.libraryCode(name)) } }
    let overlays = overlayPaths.enumerated().compactMap { index, path in
      collect(into: &problems) { try self.overlayCode(path, index) }
    }
    guard problems.isEmpty else { throw DiagnosticList(problems) }
    let shape = VariableShape(cluster.variables, schema: cluster.schema)
    let summaries = try self.summaries(libraries, shape)
    let parts = libraries.map { name, code in
      let summary = summaries == nil ? "" : ", summary: summaries[\(JSONWriter.quoted(name))]"
      return "\(JSONWriter.quoted(name)): {\(code)\(summary)}"
    }
    let targets = Target.all(libraries: libraryNames)
    let code = """
      local v = std.native('monigen.variable');
      \(summaries == nil ? "" : "local summaries = v('\(Self.summariesName)');")
      local built = (import \(JSONWriter.quoted(main)))({
        variables: \(shape.code),
        libraries: {\(parts.joined(separator: ", "))},
        overlays: [\(overlays.joined(separator: ", "))],
      });
      \(Target.code(targets))
      """
    return (summaries, try requests(code, targets, shape))
  }

  /// What the rest of the program has to know of the libraries. Their files are all that its program reads.
  private func summaries(_ libraries: [(name: String, code: String)], _ shape: VariableShape) throws -> TargetRequest? {
    let summaries = try support("summaries.libsonnet")
    guard !libraries.isEmpty, project.fileExists(summaries) else { return nil }
    let parts = libraries.map { name, code in "\(JSONWriter.quoted(name)): {\(code)}" }
    let code = """
      local v = std.native('monigen.variable');
      if std.native('monigen.choice')('target') >= 0 then std.native('monigen.answer')('' + [
        (import \(JSONWriter.quoted(summaries)))({
          variables: \(shape.code),
          libraries: {\(parts.joined(separator: ", "))},
        }),
      ])
      """
    return try requests(code, [Target.libraries], shape)[0]
  }

  private func requests(_ code: String, _ targets: [Target], _ shape: VariableShape) throws -> [TargetRequest] {
    let program = TargetProgram(try request(code, name: Self.targetsName), tool: ToolIdentity.text)
    let digests = VariableDigests(shape.variables)
    return targets.enumerated().map { number, target in
      TargetRequest(
        target: target, program: program,
        branch: EvaluationBranch(number: number, variables: shape.variables), digests: digests)
    }
  }

  /// The name of the variable with the summaries, which none of a cluster's can have.
  static let summariesName = "summaries of libraries"

  /// What the program of targets goes by in stack traces: nothing of it is the user's, and nothing the cluster's.
  private static let targetsName = "<cluster>"

  /// A program that imports what those of this cluster may.
  ///
  /// - Parameter name: what it goes by in stack traces; the cluster's where nil.
  /// - Throws: a `Diagnostic` where the stack that the cluster uses is not there.
  func request(_ code: String, name: String? = nil) throws -> EvaluationRequest {
    var request = EvaluationRequest(
      program: .snippet(code: code, name: name ?? "<\(cluster.name)>"), displayRoot: project.root)
    request.searchPath = settings.libraryPath + (try vendorFolders())
    request.roots = [project.root]
    return request
  }

  /// The path of `main.libsonnet`, as it is imported.
  ///
  /// - Throws: a `Diagnostic` where no folder of the library path has it.
  func main() throws -> String {
    guard let main = find("main.libsonnet") else { throw missingMain() }
    return main
  }

  /// The path of a file that comes with `main.libsonnet`.
  ///
  /// - Throws: as `main()`.
  func support(_ path: String) throws -> String {
    try main().dropLast("main.libsonnet".count) + path
  }

  /// The first folder's file of that name, as a path that counts from the project.
  private func find(_ name: String) -> String? {
    settings.libraryPath.lazy.map { "\($0)/\(name)" }.first(where: project.fileExists)
  }

  private var libraryNames: [String] {
    (cluster.variables["libraries"]?.object ?? [:]).keys.sorted()
  }

  private var overlayPaths: [String] { (cluster.variables["overlays"]?.array ?? []).compactMap(\.string) }

  /// The fields that a library's files are: `mixin: (import '…/mixin.libsonnet'), …`.
  private func libraryCode(_ name: String) throws -> String {
    guard let mixin = find("\(name)/mixin.libsonnet") else {
      let known = try Library.all(in: settings.libraryPath, of: project).map(\.name)
      throw cluster.diagnostic(
        "there is no library '\(name)': no mixin.libsonnet in \(searched(name))",
        at: ValuePath("libraries", .key(name)), isAboutKey: true, hint: Suggestion.hint(for: name, in: known))
    }
    let folder = mixin.dropLast("mixin.libsonnet".count)
    let parts = try Self.libraryParts.compactMap { part in
      let file = "\(folder)\(part).libsonnet"
      if project.fileExists(file) { return "\(part): (import \(JSONWriter.quoted(file)))" }
      guard !project.holdsAnything(file) else {
        throw cluster.diagnostic(
          "library '\(name)': \(file) is not a file", at: ValuePath("libraries", .key(name)), isAboutKey: true)
      }
      return nil
    }
    return parts.joined(separator: ", ")
  }

  private func searched(_ name: String) -> String {
    settings.libraryPath.map { "\($0)/\(name)" }.joined(separator: " and ")
  }

  private func overlayCode(_ path: String, _ index: Int) throws -> String {
    guard project.fileExists(path) else {
      throw cluster.diagnostic(
        "there is no overlay '\(path)'", at: ValuePath("overlays", .index(index)),
        hint: "overlays are paths relative to the project's folder, \(project.displayName)")
    }
    return "(import \(JSONWriter.quoted(path)))"
  }

  /// Where upstream's libraries are for the stack that the cluster uses.
  private func vendorFolders() throws -> [String] {
    let ownVendor = project.folderExists("vendor") ? ["vendor"] : []
    guard cluster.stack == .kubePrometheus else { return ownVendor }
    let releases = VendoredReleases(project: project, settings: settings)
    guard let folder = releases.folder(of: cluster.release) else {
      throw DiagnosticList(releases.missing(for: [cluster]).map(\.diagnostic))
    }
    return [folder] + ownVendor
  }

  private func missingMain() -> Diagnostic {
    Diagnostic(
      "there is no main.libsonnet in \(settings.libraryPath.joined(separator: " and "))",
      hint: "copy libsonnet/ from monigen's repository, or name the folder where it is in 'libraryPath' of "
        + "monigen.yaml")
  }

  private func collect<Code>(into problems: inout [Diagnostic], _ work: () throws -> Code) -> Code? {
    do {
      return try work()
    } catch {
      problems += DiagnosticList(error).all
      return nil
    }
  }
}
