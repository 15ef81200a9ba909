import ArgumentParser
import Fleet
import Foundation

/// The project around the working directory and its settings: what most subcommands start from.
struct CommandWorkspace {
  var project: Project
  var settings: Settings
}

extension CommandWorkspace {
  init() throws {
    project = try Project.find(from: FileManager.default.currentDirectoryPath)
    settings = try Settings.load(project)
  }

  /// What a command needs for these arguments: no project where they are folders alone.
  static func `for`(_ arguments: [String]) throws -> CommandWorkspace {
    !arguments.isEmpty && arguments.allSatisfy(ReferenceResolver.isFolder) ? try optional() : try CommandWorkspace()
  }

  /// The project, or the working directory where there is none: what is about folders alone needs no project.
  static func optional() throws -> CommandWorkspace {
    let folder = FileManager.default.currentDirectoryPath
    guard Project.nearest(to: folder) == nil else { return try CommandWorkspace() }
    return CommandWorkspace(project: Project(root: folder), settings: Settings())
  }
}

/// How results are printed: for people or for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
