import Diagnostics
import Platform

/// Where the rules of one cluster stand in what the project's people wrote: its libraries and overlays, without the
/// packages that were vendored.
///
///     origins.places(ofRule: "VeleroBackupTooOld")  // [libsonnet/velero/alerts/backups.libsonnet:12]
public struct RuleOrigins: Sendable {
  private let project: Project
  /// Absolute real paths, sorted by what they are called.
  private let files: [String]
  private let index: CodeIndex

  /// What names the object that a rule's name is the value of.
  private static let ruleFields = ["alert", "record"]

  /// - Parameters:
  ///   - importedFiles: the absolute real paths of what the cluster's evaluation imported.
  ///   - index: shared by the clusters of one run.
  init(importedFiles: [String], project: Project, settings: Settings, index: CodeIndex) {
    self.project = project
    self.index = index
    let vendored = [settings.vendor.directory, "vendor"].map { folder in
      (LocalFiles.realPath(project.absolute(folder)) ?? project.absolute(folder)) + "/"
    }
    files = importedFiles.filter { file in !vendored.contains(where: file.hasPrefix) }
  }

  /// Where a rule is written, by its name: where an `alert` or a `record` has it, else wherever the name stands, as in a
  /// function's arguments. Several places where it cannot be told which one it is, none where the name is put together.
  public func places(ofRule name: String) -> [SourceLocation] {
    let found = files.flatMap { file in
      index.literals(name, in: file).map { (literal: $0, place: SourceLocation(file: project.displayed(file), line: $0.line)) }
    }
    let rules = found.filter { $0.literal.field.map(Self.ruleFields.contains) ?? false }
    return (rules.isEmpty ? found : rules).map(\.place)
  }
}
