import ValueTree
import YAML

/// A file of tests with the rules that it is for: what promtool is run on.
struct TestUnit: Sendable {
  /// What our file of rules is called in every test.
  static let rulesName = "rules.yaml"

  let folder: TestFolder
  let rules: RuleFile
  let file: TestFile

  /// The alerts that the file's cases may see: all where a case asks for the series that alerts leave behind.
  var alerts: Set<String> {
    let checks = file.cases.flatMap { $0.document["promql_expr_test"]?.array ?? [] }
    let expressions = checks.compactMap { $0["expr"]?.string }
    guard !expressions.contains(where: { $0.contains("ALERTS") }) else { return Set(rules.alerts) }
    return Set(file.cases.flatMap(\.expectations).map(\.alert))
  }

  /// The units of one folder.
  ///
  /// - Parameters:
  ///   - result: what `TestProgram.folder(_:)` gave.
  ///   - stack: the stack's groups.
  /// - Throws: a `Diagnostic` for a file that cannot be read, or is no test.
  static func all(of folder: TestFolder, _ result: Value, stack: [Value], project: Project) throws -> [TestUnit] {
    let plain = RuleFile(own: result["plain"]?.array ?? [], stack: stack)
    let computed = RuleFile(own: result["computed"]?.array ?? [], stack: stack)
    // Without tests there still are alerts to complain about.
    guard !folder.plain.isEmpty || !folder.computed.isEmpty else {
      return [try unit(folder, plain, ["tests": []], folder.path)]
    }
    let written = try folder.plain.map { name in
      let path = "\(folder.path)/\(name)"
      let value = try YAMLReader.read(try project.read(path, orIn: folder.library.folder), file: path)
      return try unit(folder, plain, value, path)
    }
    return try written + folder.computed.map { name in
      try unit(folder, computed, result["tests"]?[name] ?? .null, "\(folder.path)/\(name)")
    }
  }

  private static func unit(
    _ folder: TestFolder, _ rules: RuleFile, _ value: Value, _ path: String
  ) throws -> TestUnit {
    TestUnit(
      folder: folder, rules: rules,
      file: try TestFile(value, path: path, rules: rulesName, inputs: rules.inputs))
  }
}
