import ArgumentParser
import Fleet
import Platform
import ValueTree
import Vendoring

struct ListReleases: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "releases",
    abstract: "The kube-prometheus releases: what Kubernetes they are for, which clusters use them, what is vendored.")

  @Option(help: "What to print: text or json.")
  var format = OutputFormat.text

  func run() async throws {
    let workspace = try CommandWorkspace()
    let loader = ClusterLoader(project: workspace.project, settings: workspace.settings) { requests in
      await Console.pool.evaluate(requests, limits: workspace.settings.evaluationLimits, jobs: 1)
    }
    let loaded = try await loader.load([])
    Console.report(loaded.diagnostics.filter { $0.severity == .error })
    let lock: VendorLock
    do {
      lock = try VendorLock.read(in: workspace.project.root)
    } catch let problem as VendorProblem {
      throw problem.diagnostic
    }
    let inventory = Inventory.releases(
      workspace.project, VendoredReleases(project: workspace.project, settings: workspace.settings), lock,
      loaded.clusters)
    try Console.result(inventory.formatted(as: format))
    if !loaded.failed.isEmpty { throw ExitStatus.trouble }
  }
}

extension Inventory {
  /// Releases that monigen knows, and whatever else is vendored. A cluster stands beside the release that it gets:
  /// with v0.17 in its file, that may be v0.17.2.
  static func releases(
    _ project: Project, _ vendored: VendoredReleases, _ lock: VendorLock, _ clusters: [Cluster]
  ) -> Inventory {
    let used = clusters.map { cluster in
      let found = cluster.stack == .kubePrometheus ? vendored.found(for: cluster.release) : nil
      return (name: cluster.name, release: found ?? cluster.release)
    }
    let present = Set(vendored.all)
    let releases = present.union(Release.known).sorted()
    return Inventory(
      columns: ["release", "kubernetes", "clusters", "vendored", "commit", "components"],
      rows: releases.map { release in
        let folder = present.contains(release) ? vendored.folder(of: release) : nil
        let range = release.kubernetesMinors.map { "1.\($0.lowerBound) to 1.\($0.upperBound)" }
        let commit = folder == nil ? nil : lock.releases[release.full]?.commit
        return [
          .string(release.description), range.map { .string($0) } ?? .null,
          .array(used.filter { $0.release == release }.map { .string($0.name) }),
          folder.map { .string($0) } ?? .null, commit.map { .string(String($0.prefix(12))) } ?? .null,
          folder.flatMap { versions(in: project.absolute($0)) } ?? .null,
        ]
      })
  }

  /// What kube-prometheus says of its components' versions; nil where it says nothing that can be read.
  private static func versions(in folder: String) -> Value? {
    let path = "\(folder)/kube-prometheus/versions.json"
    guard let bytes = try? LocalFiles.read(path, shownAs: path), let value = try? JSONReader.read(bytes) else {
      return nil
    }
    return value.object == nil ? nil : value
  }
}
