import Foundation
import Synchronization

/// The bundled project, built once for all tests, in a place and under settings that nobody else has.
enum BundledProject {
  static let parts = ["monigen.yaml", "clusters", "libsonnet"]

  /// A copy of the project with its trees; the error of the build where it failed.
  static let built: Result<Workspace, any Error> = Result {
    let workspace = try Workspace(copyingProject: parts)
    workspace.removeAtExit()
    let outcome = try workspace.monigen(
      "build", "--jobs", "2",
      environment: ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "HOME": "/nowhere"])
    guard outcome.status == 0 else { throw BuildFailure(errors: outcome.errors) }
    return workspace
  }

  static let clusters = ["aws-prod", "azure-staging", "gcp-prod", "hetzner-prod"]
  static let managedClusters = ["aws-prod", "azure-staging", "gcp-prod"]

  struct BuildFailure: Error {
    var errors: String
  }
}

extension Workspace {
  private static let leftovers = Mutex<[URL]>([])

  /// What a static holds lives until the process ends, and nothing is freed then.
  func removeAtExit() {
    Self.leftovers.withLock { folders in
      if folders.isEmpty {
        atexit { Workspace.leftovers.withLock { $0.forEach { try? FileManager.default.removeItem(at: $0) } } }
      }
      folders.append(folder)
    }
  }
}
