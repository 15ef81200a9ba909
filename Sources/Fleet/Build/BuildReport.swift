import Diagnostics
import Kubernetes

/// What a build did, or (`--check`) would have to do: data for whoever prints it.
public struct BuildReport: Sendable {
  /// One file of a tree that the build wrote or removed, or (`--check`) would.
  public struct Change: Sendable, Hashable {
    /// What became, or would become, of the file.
    public enum Kind: String, Sendable, Hashable, Codable {
      case added, changed, removed
      /// Only `monigen.lock.json`: the inputs changed, the output did not.
      case record
    }

    /// What happened to the file.
    public var kind: Kind
    /// The file, relative to the cluster's folder.
    public var path: String
    /// What the file holds, where that is known.
    public var objects: [ObjectReference]
  }

  /// What became of one cluster's tree.
  public struct ClusterResult: Sendable {
    /// The cluster's name.
    public var name: String
    /// The folder of the tree as the user would write it: `generated/aws-prod`.
    public var folder: String
    /// How many files the whole tree has, `kustomization.yaml` among them, `monigen.lock.json` not.
    public var files: Int
    /// Sorted by path; empty where the tree is as it should be.
    public var changes: [Change]
  }

  /// In the order of names; clusters that failed are not among them.
  public var clusters: [ClusterResult] = []
  /// The clusters that failed, in the order of names.
  public var failed: [String] = []
  /// The folders of trees whose cluster is gone, in the order of names. Nothing removes them but a person.
  public var orphans: [String] = []
  /// How the result of each cluster's targets came about; those of one name in the order of clusters.
  public var targets: [TargetOutcome] = []
  /// How long the parts of the build took.
  public var times = BuildTimes()
  /// Errors of the clusters that failed, and warnings.
  public var diagnostics: [Diagnostic] = []

  /// Whether any tree was, or (`--check`) is, not as it should be.
  public var hasChanges: Bool { !orphans.isEmpty || clusters.contains { !$0.changes.isEmpty } }
}

extension BuildReport {
  mutating func note(orphans folders: [String]) {
    orphans += folders
    diagnostics += folders.map { folder in
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      return Diagnostic(
        "there is no cluster '\(name)', only its tree", severity: .warning, at: SourceLocation(file: folder),
        hint: "remove the folder, or bring the cluster's file back")
    }
  }

  /// The result of one cluster's work, or nil where it failed and that is now noted.
  mutating func noting<Result>(_ cluster: String, _ work: () throws -> Result) -> Result? {
    do {
      return try work()
    } catch {
      failed = (failed + [cluster]).sorted()
      DiagnosticList(error).all.forEach { note($0) }
      return nil
    }
  }

  /// Adds a diagnostic. Where it says of a further cluster what was said already, as of an overlay that many clusters
  /// have, only the note that names the cluster is added.
  mutating func note(_ diagnostic: Diagnostic) {
    let index = diagnostics.firstIndex {
      $0.message == diagnostic.message && $0.location == diagnostic.location && $0.excerpt == diagnostic.excerpt
        && $0.notes.starts(with: diagnostic.notes.dropLast())
    }
    guard let index else { return diagnostics.append(diagnostic) }
    if let last = diagnostic.notes.last { diagnostics[index].notes.append(last) }
  }

  /// Adds a cluster whose tree is as it should be, at its place in the order of names.
  mutating func note(unchanged cluster: String, in folder: String, files: Int) {
    let result = ClusterResult(name: cluster, folder: "\(folder)/\(cluster)", files: files, changes: [])
    clusters.insert(result, at: clusters.firstIndex { $0.name > cluster } ?? clusters.count)
  }

  /// What a plan is going to change, by path.
  static func changes(of plan: TreePlan, _ objects: [String: [ObjectReference]]) -> [Change] {
    let changes =
      plan.written.map { path in
        Change(kind: plan.missing.contains(path) ? .added : .changed, path: path, objects: objects[path] ?? [])
      } + plan.removed.map { Change(kind: .removed, path: $0, objects: []) }
    // What a killed build left behind goes without being told.
    guard changes.isEmpty, plan.recordText != nil else { return changes.sorted { $0.path < $1.path } }
    return [Change(kind: .record, path: BuildRecord.fileName, objects: [])]
  }

  /// What a check found, in its order.
  static func changes(
    of differences: [TreeDifference], _ objects: [String: [ObjectReference]]
  ) -> [Change] {
    differences.map { difference in
      let kind: Change.Kind =
        switch difference.kind {
        case .missing: .added
        case .changed: .changed
        case .extra: .removed
        case .record: .record
        }
      return Change(kind: kind, path: difference.path, objects: objects[difference.path] ?? [])
    }
  }
}
