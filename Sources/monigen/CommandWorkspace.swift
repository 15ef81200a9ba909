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
}

/// How results are printed: for people or for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
