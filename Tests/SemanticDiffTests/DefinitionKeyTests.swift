import SemanticDiff
import Testing
import ValueTree
import YAML

@Suite("Keys that custom resource definitions declare")
struct DefinitionKeyTests {
  private static let definition = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    spec:
      group: x.io
      names: { kind: Thing }
      versions:
      - name: v1
        schema:
          openAPIV3Schema:
            properties:
              spec:
                properties:
                  ports:
                    x-kubernetes-list-type: map
                    x-kubernetes-list-map-keys: [number, protocol]
                    items: { properties: { protocol: { default: TCP }, tags: { x-kubernetes-list-type: set } } }
                  limit:
                    x-kubernetes-int-or-string: true
                    pattern: ^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?1))?$
                  target: { x-kubernetes-int-or-string: true }
                  every:
                    pattern: ^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?)$
                  more: { additionalProperties: { x-kubernetes-list-type: set } }
                  plain: {}
    """

  private func lines(_ from: String, _ to: String, version: String = "v1") throws -> [String] {
    let head = "apiVersion: x.io/\(version)\nkind: Thing\nspec: "
    return try SemanticDiffTests.lines(
      head + from, head + to, definitions: [try YAMLReader.read(Self.definition), "no definition"])
  }

  @Test("of maps, with their defaults, and of sets, at any depth")
  func lists() throws {
    #expect(
      try lines(
        "{ ports: [{ number: 1, a: x }, { number: 2, protocol: UDP, tags: [a, b] }] }",
        "{ ports: [{ number: 2, protocol: UDP, tags: [c, b] }, { number: 1, protocol: TCP, a: y }] }") == [
          #"removed spec.ports[number=2,protocol=UDP].tags[a]: "a""#,
          #"added spec.ports[number=2,protocol=UDP].tags[c]: "c""#,
          #"changed spec.ports[number=1].a: "x" -> "y""#,
          #"added spec.ports[number=1].protocol: "TCP""#,
        ])
    #expect(try lines("{ more: { k: [a, b] } }", "{ more: { k: [b, a] } }") == [])
    #expect(try lines("{ plain: [a, b] }", "{ plain: [b, a] }") == ["moved spec.plain[0]: 1 -> 0"])
  }

  @Test("and what their patterns say about quantities, durations and ports")
  func scalars() throws {
    #expect(try lines("{ limit: 1Gi }", "{ limit: 1024Mi }") == [#"cosmetic spec.limit: "1Gi" -> "1024Mi""#])
    #expect(try lines("{ every: 60s }", "{ every: 1m }") == [#"cosmetic spec.every: "60s" -> "1m""#])
    #expect(try lines("{ target: 80 }", "{ target: '80' }") == [#"cosmetic spec.target: 80 -> "80""#])
    #expect(try lines("{ plain: 60s }", "{ plain: 1m }") == [#"changed spec.plain: "60s" -> "1m""#])
  }

  @Test("only for the version that they are declared for")
  func version() throws {
    #expect(try lines("{ every: 60s }", "{ every: 1m }", version: "v2") == [#"changed spec.every: "60s" -> "1m""#])
  }
}
