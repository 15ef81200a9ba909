import Foundation
import ValueTree
import YAML

/// The objects of one built tree.
struct BuiltCluster {
  /// One object, and the file that it is in.
  struct Object {
    var file: String
    var value: Value

    var kind: String { value["kind"]?.string ?? "" }
    var name: String { value["metadata"]?["name"]?.string ?? "" }
    var namespace: String { value["metadata"]?["namespace"]?.string ?? "" }
    var labels: ValueTree.Object { value["metadata"]?["labels"]?.object ?? [:] }
    /// What the file's name begins with.
    var component: String { String(file.prefix { $0 != "-" }) }
  }

  var name: String
  /// By file; those of lists one by one.
  var objects: [Object]

  /// Reads a tree as `build` leaves it.
  init(_ folder: URL) throws {
    name = folder.lastPathComponent
    let files = try Workspace.tree(of: folder).filter { $0.key.hasSuffix(".yaml") && $0.key != "kustomization.yaml" }
    objects = try files.sorted { $0.key < $1.key }.flatMap { file, contents in
      let value = try YAMLReader.read(Array(contents), file: file)
      guard value["kind"]?.string?.hasSuffix("List") == true else { return [Object(file: file, value: value)] }
      return (value["items"]?.array ?? []).map { Object(file: file, value: $0) }
    }
  }

  subscript(kinds: String...) -> [Object] { objects.filter { kinds.contains($0.kind) } }

  func object(_ kind: String, _ name: String) -> Value? {
    objects.first { $0.kind == kind && $0.name == name }?.value
  }

  /// One rule, with where it is.
  struct Rule {
    var file: String
    var group: String
    var value: Value

    var alert: String? { value["alert"]?.string }
    var expression: String { value["expr"]?.string ?? value["expr"].map { "\($0)" } ?? "" }
  }

  var rules: [Rule] {
    self["PrometheusRule"].flatMap { object in
      (object.value["spec"]?["groups"]?.array ?? []).flatMap { group in
        (group["rules"]?.array ?? []).map {
          Rule(file: object.file, group: group["name"]?.string ?? "", value: $0)
        }
      }
    }
  }

  var alerts: [Rule] { rules.filter { $0.alert != nil } }

  /// What promtool says against the rules of the tree, nil where it has nothing to say.
  func complaintOfPromtool(in workspace: Workspace) throws -> String? {
    let files = try self["PrometheusRule"].map { object in
      let file = "promtool/\(name)/\(object.file)"
      try workspace.write(YAMLWriter.write(["groups": object.value["spec"]?["groups"] ?? []]), to: file)
      return file
    }
    return try Promtool.complaint("check", "rules", files: files, in: workspace.folder)
  }
}

extension BundledProject {
  /// The objects of every bundled cluster.
  static let trees: Result<[BuiltCluster], any Error> = Result {
    let workspace = try built.get()
    return try clusters.map { try BuiltCluster(workspace.folder.appending(path: "generated/\($0)")) }
  }
}

extension Value {
  /// Every value of the tree with its path, this one first.
  func walk(_ path: String = "", _ visit: (String, Value) -> Void) {
    visit(path, self)
    for (key, member) in object ?? [:] { member.walk("\(path).\(key)", visit) }
    for (index, item) in (array ?? []).enumerated() { item.walk("\(path)[\(index)]", visit) }
  }

  /// The paths of the values for which something holds.
  func paths(where matches: (Value) -> Bool) -> [String] {
    var found: [String] = []
    walk { path, value in if matches(value) { found.append(path) } }
    return found
  }
}
