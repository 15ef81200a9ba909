import Diagnostics
import Platform
import ValueTree

/// Where the rules of one cluster stand in what the project's people wrote: its libraries, overlays and cluster files,
/// without the packages that were vendored.
///
///     origins.places(ofRule: "VeleroBackupTooOld")  // [libsonnet/velero/alerts/backups.libsonnet:12]
public struct RuleOrigins: Sendable {
  private let cluster: Cluster
  private let project: Project
  /// Absolute real paths, sorted by what they are called.
  private let files: [String]
  private let index: CodeIndex

  /// What names the object that a rule's name is the value of.
  private static let ruleFields = ["alert", "record"]

  /// - Parameters:
  ///   - importedFiles: the absolute real paths of what the cluster's evaluation imported.
  ///   - index: shared by the clusters of one run.
  init(of cluster: Cluster, importedFiles: [String], project: Project, settings: Settings, index: CodeIndex) {
    self.cluster = cluster
    self.project = project
    self.index = index
    let vendored = [settings.vendor.directory, "vendor"].map { folder in
      (LocalFiles.realPath(project.absolute(folder)) ?? project.absolute(folder)) + "/"
    }
    files = importedFiles.filter { file in !vendored.contains(where: file.hasPrefix) }
  }

  /// Where a rule is written, by its name: where an `alert` or a `record` has it, else wherever the name stands, as in
  /// a function's arguments. Several places where it cannot be told which one it is, none where the name is put
  /// together.
  public func places(ofRule name: String) -> [SourceLocation] {
    let found = files.flatMap { file in
      index.literals(name, in: file).map { literal in
        (literal: literal, place: SourceLocation(file: project.displayed(file), line: literal.line))
      }
    }
    let rules = found.filter { $0.literal.field.map(Self.ruleFields.contains) ?? false }
    return (rules.isEmpty ? found : rules).map(\.place)
  }

  /// Where a text stands within a string, and as a whole word: in the cluster's variables, and in code where it is in
  /// none of them.
  public func places(ofText text: String) -> [SourceLocation] {
    let variables = cluster.variables.strings(containing: text).map { cluster.location(of: $0) }
    guard variables.isEmpty else { return variables.uniqued() }
    return files.flatMap { file in
      index.literals(containing: text, in: file).map { SourceLocation(file: project.displayed(file), line: $0.line) }
    }
  }
}

extension Value {
  /// The paths of the strings in it that have a text as a whole word, in the order of keys.
  fileprivate func strings(containing word: String) -> [ValuePath] {
    var found: [ValuePath] = []
    visit(at: .root) { path, text in
      if text.hasWord(word) { found.append(path) }
    }
    return found
  }

  private func visit(at path: ValuePath, _ body: (ValuePath, String) -> Void) {
    switch self {
    case .string(let text): body(path, text)
    case .array(let items): for (index, item) in items.enumerated() { item.visit(at: path + index, body) }
    case .object(let members): for key in members.keys.sorted() { members[key]?.visit(at: path + key, body) }
    case .null, .bool, .number: break
    }
  }
}

extension String {
  /// Whether a text stands in it without a letter, a digit or an underscore next to it.
  func hasWord(_ word: String) -> Bool {
    var rest = self[...]
    while !word.isEmpty, let range = rest.firstRange(of: word) {
      let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : " "
      let after = range.upperBound < endIndex ? self[range.upperBound] : " "
      if ![before, after].contains(where: { $0.isLetter || $0.isNumber || $0 == "_" }) { return true }
      rest = self[range.upperBound...]
    }
    return false
  }
}
