import Diagnostics
import Schema
import ValueTree

/// What cluster files may say: `schema.json` of the library path, with the schema of each library at `libraries.NAME`.
public struct VariablesSchema: Sendable {
  /// One JSON Schema with everything in it, as editors read it.
  public let document: Value
  /// All libraries of the library path, by name, those without a schema among them.
  public let libraries: [Library]
  let schema: Schema

  /// Puts the schema together.
  ///
  /// - Throws: a `Diagnostic` where there is no schema, a `DiagnosticList` with what is wrong with those there are.
  public init(libraryPath: [String], project: Project) throws {
    guard let folder = libraryPath.first(where: { project.fileExists("\($0)/schema.json") }) else {
      throw Diagnostic(
        "there is no schema.json in \(libraryPath.joined(separator: " or "))",
        hint: "'libraryPath' in \(Project.settingsFile) must name the folder of monigen's own libraries too: "
          + "copy libsonnet/ from monigen's repository, or name the folder where it is")
    }
    libraries = try Library.all(in: libraryPath, of: project)
    let file = "\(folder)/schema.json"
    var document = try Self.read(file, of: folder, in: project)
    for library in libraries {
      let isDescribed = project.fileExists(library.schemaFile)
      let schema = isDescribed ? try Self.read(library.schemaFile, of: library.folder, in: project) : [:]
      Self.add(schema, of: library, to: &document)
    }
    self.document = document
    do {
      schema = try Schema(parsing: document)
    } catch {
      let source = SourceMap(file: file)
      throw DiagnosticList(error.problems.map { Diagnostic($0, in: source) })
    }
  }

  /// The document alone.
  ///
  /// - Throws: what `init(libraryPath:project:)` throws.
  public static func complete(libraryPath: [String], project: Project) throws -> Value {
    try VariablesSchema(libraryPath: libraryPath, project: project).document
  }

  private static func read(_ file: String, of folder: String, in project: Project) throws -> Value {
    let bytes = try project.read(file, orIn: folder)
    let located = try JSONReader.readLocated(bytes, file: file)
    do {
      _ = try Schema(parsing: located.value)
    } catch {
      throw DiagnosticList(error.problems.map { Diagnostic($0, in: located.source) }.inFileOrder())
    }
    return located.value
  }
}

/// Merging.
extension VariablesSchema {
  /// What describes a whole document and has no place in a part of one.
  private static let documentKeywords = ["$schema", "$id", "$defs"]

  private static func add(_ schema: Value, of library: Library, to document: inout Value) {
    var settings = moved(schema, into: library).object ?? [:]
    for (name, definition) in schema["$defs"]?.object ?? [:] {
      document.set(moved(definition, into: library), at: ["$defs", definitionName(name, library)])
    }
    documentKeywords.forEach { settings[$0] = nil }
    settings["type"] = settings["type"] ?? "object"
    if let required = settings["required"] {
      // An editor sees one file; what is required may be said in another.
      settings["x-required"] = required
      settings["required"] = nil
    }
    var choice: Object = [
      "x-expected": .string("true, false or a map with the settings of \(library.name)"),
      "anyOf": [["type": "boolean"], .object(settings)],
    ]
    choice["title"] = settings["title"]
    choice["description"] = settings["description"]
    document.set(.object(choice), at: ["properties", "libraries", "properties", library.name])
  }

  /// A library's definitions are moved to the top of the document, where their names get the library's in front.
  private static func moved(_ schema: Value, into library: Library) -> Value {
    switch schema {
    case .null, .bool, .number, .string: return schema
    case .array(let items): return .array(items.map { moved($0, into: library) })
    case .object(let members):
      var result = members.mapValues { moved($0, into: library) }
      let prefix = "#/$defs/"
      if let reference = members["$ref"]?.string, reference.hasPrefix(prefix) {
        result["$ref"] = .string(prefix + definitionName(String(reference.dropFirst(prefix.count)), library))
      }
      return .object(result)
    }
  }

  private static func definitionName(_ name: String, _ library: Library) -> String { "\(library.name).\(name)" }
}

extension Value {
  /// Sets a member some way down, with maps on the way where they are missing.
  fileprivate mutating func set(_ value: Value, at keys: [String]) {
    guard let key = keys.first else {
      self = value
      return
    }
    var members = object ?? Object()
    var member = members[key] ?? [:]
    member.set(value, at: Array(keys.dropFirst()))
    members[key] = member
    self = .object(members)
  }
}
