import Testing
import ValueTree

@testable import Fleet

@Suite("The schema of the variables")
struct VariablesSchemaTests {
  private static let libraries = [
    "clusters/a.yaml": """
      provider: aws
      libraries:
        velero: { schedules: { daily: { agee: 1 } } }
        plain: { x: 1 }
      """,
    "libsonnet/velero/mixin.libsonnet": "", "libsonnet/plain/mixin.libsonnet": "", "libsonnet/lib/x.libsonnet": "",
    "libsonnet/velero/schema.json": """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Backups", "type": "object", "additionalProperties": false, "required": ["namespace"],
        "properties": {
          "namespace": { "type": "string", "default": "velero" },
          "schedules": { "type": "object", "additionalProperties": { "$ref": "#/$defs/schedule" } }
        },
        "$defs": {
          "schedule": {
            "type": "object", "additionalProperties": false, "properties": { "age": { "type": "integer" } }
          }
        }
      }
      """,
  ]

  @Test("the schema of a library holds for its variables, which may also be true or false")
  func libraries() async throws {
    let project = try TemporaryProject(Self.libraries)
    #expect(
      await project.messages() == """
        clusters/a.yaml:3:11: error: missing variable 'libraries.velero.namespace'
            3 |   velero: { schedules: { daily: { agee: 1 } } }
              |           ^
          hint: it must be a string
        clusters/a.yaml:3:35: error: unknown variable 'libraries.velero.schedules.daily.agee'
            3 |   velero: { schedules: { daily: { agee: 1 } } }
              |                                   ^
          hint: did you mean 'age'?

        """)
    try project.write("provider: aws\nlibraries: { velero: 'on', vellero: true, lib: true }\n", to: "clusters/a.yaml")
    #expect(
      await project.messages() == """
        clusters/a.yaml:2:22: error: 'libraries.velero' must be true, false or a map with the settings of velero, found the string "on"
            2 | libraries: { velero: 'on', vellero: true, lib: true }
              |                      ^
        clusters/a.yaml:2:28: error: unknown variable 'libraries.vellero'
            2 | libraries: { velero: 'on', vellero: true, lib: true }
              |                            ^
          hint: did you mean 'velero'?
        clusters/a.yaml:2:43: error: unknown variable 'libraries.lib'
            2 | libraries: { velero: 'on', vellero: true, lib: true }
              |                                           ^
          hint: known: plain, velero

        """)
  }

  @Test("a library's definitions get its name, and what an editor cannot know is required for monigen only")
  func document() throws {
    let project = try TemporaryProject(Self.libraries).project
    let document = try VariablesSchema.complete(libraryPath: ["libsonnet"], project: project)
    let velero = document[ValuePath("properties", "libraries", "properties", "velero")]
    #expect(velero?["title"] == "Backups")
    #expect(velero?[ValuePath("anyOf", 1, "x-required")] == ["namespace"])
    #expect(velero?[ValuePath("anyOf", 1, "$schema")] == nil)
    #expect(
      velero?[ValuePath("anyOf", 1, "properties", "schedules", "additionalProperties")]
        == ["$ref": "#/$defs/velero.schedule"])
    #expect(document[ValuePath("$defs", "velero.schedule", "additionalProperties")] == false)
  }

  @Test("the first folder of the library path wins")
  func libraryPath() throws {
    let project = try TemporaryProject(
      Self.libraries.merging(["mine/velero/mixin.libsonnet": "", "mine/own/mixin.libsonnet": ""]) { $1 })
    let libraries = try Library.all(in: ["mine", "libsonnet"], of: project.project)
    #expect(libraries.map(\.folder) == ["mine/own", "libsonnet/plain", "mine/velero"])
  }

  @Test("what is wrong with a schema is told at its line")
  func brokenSchema() async throws {
    let project = try TemporaryProject(Self.libraries)
    let schema = """
      {
        "properties": {
          "a": { "typ": "string" }
        }
      }
      """
    try project.write(schema, to: "libsonnet/plain/schema.json")
    #expect(
      await project.messages() == """
        libsonnet/plain/schema.json:3:12: error: bad schema: unknown keyword 'typ'
            3 |     "a": { "typ": "string" }
              |            ^
          hint: did you mean 'type'?

        """)
  }
}
