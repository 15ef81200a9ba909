import Diagnostics
import Platform
import ValueTree

/// The releases of kube-prometheus whose libraries are on disk, as `monigen vendor` brings them.
public struct VendoredReleases: Sendable {
  private let project: Project
  private let directory: String

  /// Those below the folder that the settings name.
  public init(project: Project, settings: Settings) {
    self.project = project
    directory = settings.vendor.directory
  }

  /// All of them, oldest first.
  public var all: [Release] {
    let names = (try? LocalFiles.entries(of: project.absolute(directory), shownAs: directory)) ?? []
    return names.compactMap { name in
      Release(name).flatMap { $0.full == name && isThere($0) ? $0 : nil }
    }.sorted()
  }

  /// The release that a cluster gets for the one that it names; nil where it is not there. `v0.17` is the newest v0.17
  /// that is there, where v0.17.0 itself is not.
  public func found(for release: Release) -> Release? {
    if isThere(release) { return release }
    guard release.patch == 0 else { return nil }
    return all.last { ($0.major, $0.minor) == (release.major, release.minor) }
  }

  /// The folder to search for a release's libraries, relative to the project or absolute; nil where it is not there.
  public func folder(of release: Release) -> String? { found(for: release).map(path) }

  private func path(_ release: Release) -> String { "\(directory)/\(release.full)/vendor" }

  private func isThere(_ release: Release) -> Bool { project.folderExists("\(path(release))/kube-prometheus") }

  /// One error for each release that clusters need and that is not there: which clusters, and what brings it.
  func missing(for clusters: [Cluster]) -> [(diagnostic: Diagnostic, clusters: [String])] {
    let needing = clusters.filter { $0.stack == .kubePrometheus && folder(of: $0.release) == nil }
    return Dictionary(grouping: needing, by: \.release).sorted { $0.key < $1.key }.compactMap { release, clusters in
      guard let first = clusters.first else { return nil }
      var diagnostic = first.diagnostic(
        "kube-prometheus \(release) is not vendored: there is no \(path(release))/kube-prometheus",
        at: ValuePath("release"), hint: "monigen vendor \(release) brings it; 'stack: embedded' does without")
      let names = clusters.map(\.name).sorted()
      diagnostic.notes = [.init("used by " + names.joined(separator: ", "))]
      return (diagnostic, names)
    }
  }
}
