import Diagnostics
import Testing
import ValueTree

@testable import Fleet

@Suite("What is wrong with clusters")
struct ClusterMessageTests {
  private static func messages(_ files: [String: String]) async throws -> String {
    try await TemporaryProject(files).messages()
  }

  @Test("all mistakes of all files are told at once, each once, at the line of the file that made it")
  func several() async throws {
    let files = [
      "clusters/_defaults.yaml": """
        provider: asw
        prometheus:
          retention: 15 days
        """,
      "clusters/a.yaml": """
        prometheus:
          replica: 3
          replicas: two
        """,
      "clusters/b.json": """
        {
          "kubernetes": 1.34,
          "promtheus": null
        }
        """,
    ]
    let messages = try await Self.messages(files)
    #expect(
      messages == """
        clusters/_defaults.yaml:1:11: error: 'provider' must be one of aws, gcp, kind, found the string "asw"
            1 | provider: asw
              |           ^
          hint: did you mean 'aws'?
        clusters/_defaults.yaml:3:14: error: 'prometheus.retention' must be a duration such as 15d or 2h30m, found the string "15 days"
            3 |   retention: 15 days
              |              ^
        clusters/a.yaml:2:3: error: unknown variable 'prometheus.replica'
            2 |   replica: 3
              |   ^
          hint: did you mean 'replicas'?
        clusters/a.yaml:3:13: error: 'prometheus.replicas' must be a whole number, found the string "two"
            3 |   replicas: two
              |             ^
        clusters/b.json:2:17: error: 'kubernetes' must be a string, found the number 1.34
            2 |   "kubernetes": 1.34,
              |                 ^
          hint: put it in quotes
        clusters/b.json:3:3: error: unknown variable 'promtheus'
            3 |   "promtheus": null
              |   ^
          hint: did you mean 'prometheus'?

        """)
  }

  @Test("a missing variable is told where it could be added")
  func missing() async throws {
    #expect(
      try await Self.messages(["clusters/a.yaml": "labels: { env: prod }\n"]) == """
        clusters/a.yaml:1:1: error: missing variable 'provider'
            1 | labels: { env: prod }
              | ^
          hint: it must be one of aws, gcp, kind

        """)
    #expect(
      try await Self.messages(["clusters/a.yaml": "# later\n"]) == """
        clusters/a.yaml: error: missing variable 'provider'
          hint: it must be one of aws, gcp, kind

        """)
    let files = ["clusters/a.yaml": "provider: aws\nprometheus:\n  remoteWrite:\n    - { urll: x }\n"]
    let messages = try await Self.messages(files)
    #expect(
      messages == """
        clusters/a.yaml:4:7: error: missing variable 'prometheus.remoteWrite[0].url'
            4 |     - { urll: x }
              |       ^
          hint: it must be a string

        """)
  }

  @Test("a file that is no YAML, no JSON or no map is told as such")
  func syntax() async throws {
    let files = [
      "clusters/a.yaml": "provider: [aws\n",
      "clusters/b.json": "{ \"provider\": }",
      "clusters/c.yaml": "- aws\n",
      "clusters/d.yaml": "provider: aws\nprovider: gcp\n",
    ]
    let messages = try await Self.messages(files)
    #expect(
      messages == """
        clusters/a.yaml:2:1: error: expected ',' or ']' in this list
            2 |\u{20}
              | ^
          clusters/a.yaml:1:11: the list begins here
          hint: close the list with ']'
        clusters/b.json:1:15: error: expected a JSON value, found '}'
            1 | { "provider": }
              |               ^
        clusters/c.yaml:1:1: error: the file must be a map, found a list
            1 | - aws
              | ^
        clusters/d.yaml:2:1: error: duplicate key 'provider'
            2 | provider: gcp
              | ^
          clusters/d.yaml:1:1: the first one stands here
          hint: remove one of them: a key may stand once in a map

        """)
  }

  @Test("a Jsonnet program that fails is told with its place")
  func jsonnetErrors() async throws {
    let files = [
      "clusters/a.jsonnet": "{\n  provider: 'aws'\n  kubernetes: '1.34',\n}\n",
      "clusters/b.jsonnet": "{\n  provider: error 'no provider',\n}\n",
      "clusters/c.jsonnet": "{ provider: 'aws', prometheus: { replica: 1 } }\n",
      "clusters/d.jsonnet": "import '/etc/passwd'\n",
    ]
    let messages = try await Self.messages(files)
    #expect(
      messages == """
        clusters/a.jsonnet:3:3: error: expected a comma before next field.
            3 |   kubernetes: '1.34',
              |   ^
        clusters/b.jsonnet:2:13: error: no provider
            2 |   provider: error 'no provider',
              |             ^
        clusters/c.jsonnet: error: unknown variable 'prometheus.replica'
          hint: did you mean 'replicas'?
        clusters/d.jsonnet:1:1: error: import of '/etc/passwd' lies outside the folders that may be read
            1 | import '/etc/passwd'
              | ^
          hint: allowed are PROJECT and what lies below; 'libraryPath' in monigen.yaml, or -J for render, adds a folder

        """)
  }

  @Test("the file's name is the cluster's")
  func name() async throws {
    let files = ["clusters/a.yaml": "provider: aws\nname: b\n", "clusters/c.yaml": "provider: aws\nname: c\n"]
    let messages = try await Self.messages(files)
    #expect(
      messages == """
        clusters/a.yaml:2:7: error: the name 'b' is not the one of the file, 'a'
            2 | name: b
              |       ^
          hint: leave 'name' out, or rename the file: it names the cluster

        """)
  }

  @Test("overlays have to be there, inside of the project")
  func overlays() async throws {
    let outside = try TemporaryProject(["x.libsonnet": "{}"])
    let project = try TemporaryProject([
      "clusters/a.yaml": """
        provider: aws
        overlays:
          - clusters/overlays/taem.libsonnet
          - link.libsonnet
          - no/x
        """,
      "clusters/overlays/team.libsonnet": "{}",
    ])
    try project.link("link.libsonnet", to: outside.project.root + "/x.libsonnet")
    #expect(
      await project.messages() == """
        clusters/a.yaml:3:5: error: there is no file 'clusters/overlays/taem.libsonnet'
            3 |   - clusters/overlays/taem.libsonnet
              |     ^
          hint: did you mean 'clusters/overlays/team.libsonnet'?
        clusters/a.yaml:4:5: error: the file 'link.libsonnet' is outside of the project
            4 |   - link.libsonnet
              |     ^
        clusters/a.yaml:5:5: error: there is no file 'no/x'
            5 |   - no/x
              |     ^
          hint: overlays are Jsonnet files, named relative to the project's folder

        """)
  }

  @Test("a release that cannot be built is an error at whoever asked for it")
  func releases() async throws {
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\nrelease: v0.19\n"])
    #expect(
      await project.messages() == """
        clusters/a.yaml:2:10: error: the embedded stack has no profile for release v0.19
            2 | release: v0.19
              |          ^
          hint: it has v0.13, v0.14, v0.15, v0.16, v0.17, v0.18; 'stack: kube-prometheus' takes any release

        """)
    #expect(await project.messages(overrides: ["stack": "kube-prometheus"]) == "")
    #expect(
      await project.messages(overrides: ["release": "v0.12"]) == """
        <command line>: error: monigen builds releases from v0.13 on, found v0.12
          hint: known: v0.13, v0.14, v0.15, v0.16, v0.17, v0.18

        """)
    try project.write("release: v0.9\n", to: "monigen.yaml")
    try project.write("provider: aws\n", to: "clusters/a.yaml")
    #expect(
      await project.messages() == """
        monigen.yaml:1:10: error: monigen builds releases from v0.13 on, found v0.9
            1 | release: v0.9
              |          ^
          hint: known: v0.13, v0.14, v0.15, v0.16, v0.17, v0.18

        """)
  }

  @Test("a version of Kubernetes that the release does not support is a warning")
  func kubernetes() async throws {
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\nkubernetes: '1.29'\n"])
    let set = try await project.load()
    #expect(set.clusters.map(\.name) == ["a"])
    #expect(set.failed == [])
    #expect(!DiagnosticList(set.diagnostics).hasErrors)
    #expect(
      await project.messages() == """
        clusters/a.yaml:2:13: warning: Kubernetes 1.29 is outside of what kube-prometheus v0.17 supports: 1.33 to 1.35
            2 | kubernetes: '1.29'
              |             ^
          hint: supported by v0.14

        """)
    #expect(await project.messages(overrides: ["release": "v0.14"]) == "")
  }
}
