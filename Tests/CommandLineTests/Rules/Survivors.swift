import Foundation
import ValueTree
import YAML

/// The mutants that no test can or need kill: `survivors.yaml` in a folder of tests, with a reason for each group.
struct Survivors {
  /// The titles of mutants, as failures print them.
  var titles: Set<String>
  var groupsWithoutReason: Int

  /// Nil where the folder has no such file, that is where nobody has looked at mutants yet.
  init?(folder: String) throws {
    let file = Workspace.project.appending(path: "libsonnet/\(folder)/survivors.yaml")
    guard let contents = FileManager.default.contents(atPath: file.path) else { return nil }
    let groups = try YAMLReader.read(Array(contents), file: "survivors.yaml").array ?? []
    titles = Set(groups.flatMap { $0["mutants"]?.array ?? [] }.compactMap(\.string))
    groupsWithoutReason = groups.filter { $0["reason"]?.string?.isEmpty != false }.count
  }
}
