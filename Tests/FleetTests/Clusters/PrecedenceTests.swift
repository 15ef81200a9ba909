import Diagnostics
import Testing
import ValueTree

@testable import Fleet

@Suite("Precedence")
struct PrecedenceTests {
  @Test(
    "the command line beats the cluster's file, that the nearest defaults, these the outer ones, these monigen.yaml",
    arguments: [
      (0, "v0.17.0", nil as String?),
      (1, "v0.13.0", "monigen.yaml"),
      (2, "v0.14.0", "clusters/_defaults.yaml"),
      (3, "v0.15.0", "clusters/eu/_defaults.yaml"),
      (4, "v0.16.0", "clusters/eu/a.yaml"),
      (5, "v0.18.0", "<command line>"),
    ])
  func precedence(layers: Int, release: String, file: String?) async throws {
    let project = try TemporaryProject(["clusters/eu/a.yaml": "provider: aws\n"])
    let texts = [
      ("monigen.yaml", "release: v0.13\n"), ("clusters/_defaults.yaml", "release: v0.14\n"),
      ("clusters/eu/_defaults.yaml", "release: v0.15\n"), ("clusters/eu/a.yaml", "provider: aws\nrelease: v0.16\n"),
    ]
    for (path, text) in texts.prefix(layers) { try project.write(text, to: path) }
    let cluster = try await project.loadOne(overrides: layers == 5 ? ["release": "v0.18"] : [:])
    #expect(cluster.variables["release"] == .string(release))
    #expect(cluster.release.full == release)
    #expect(cluster.location(of: ValuePath("release")).file == file ?? "clusters/eu/a.yaml")
  }

  @Test("a release without a v is the one with it")
  func releaseWithoutV() async throws {
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\nrelease: 0.16.0\n"])
    #expect(try await project.loadOne().variables["release"] == "v0.16.0")
    #expect(try await project.loadOne(overrides: ["release": "0.18"]).variables["release"] == "v0.18.0")
  }

  @Test("maps of all layers merge, and each value is found where it was said")
  func locations() async throws {
    let project = try TemporaryProject([
      "clusters/_defaults.yaml": """
        provider: aws
        prometheus:
          replicas: 3
          remoteWrite: [{ url: 'https://a' }, { url: 'https://b' }]
        labels: { env: prod, team: platform }
        """,
      "clusters/a.yaml": """
        prometheus:
          retention: 1d
          remoteWrite: [{ url: 'https://c' }]
        labels: { env: null }
        """,
    ])
    let cluster = try await project.loadOne()
    #expect(
      cluster.variables["prometheus"] == ["replicas": 3, "retention": "1d", "remoteWrite": [["url": "https://c"]]])
    #expect(cluster.labels == ["team": "platform"])
    let place = { (path: ValuePath) in cluster.location(of: path).description }
    #expect(place(ValuePath("prometheus", "replicas")) == "clusters/_defaults.yaml:3:13")
    #expect(place(ValuePath("prometheus", "retention")) == "clusters/a.yaml:2:14")
    #expect(place(ValuePath("prometheus", "remoteWrite", 0, "url")) == "clusters/a.yaml:3:24")
    #expect(place(ValuePath("labels", "team")) == "clusters/_defaults.yaml:5:28")
    #expect(place(ValuePath("prometheus", "nothing")) == "clusters/a.yaml:2:3")
    #expect(place(ValuePath("stack")) == "clusters/a.yaml:1:1")
    let key = cluster.location(ofKeyAt: ValuePath("prometheus", "replicas"))
    #expect(key.description == "clusters/_defaults.yaml:3:3")
    #expect(cluster.excerpt(at: key) == "  replicas: 3")
    #expect(
      cluster.diagnostic("too many", at: ValuePath("prometheus", "replicas"), hint: "fewer")
        == Diagnostic(
          "too many", at: SourceLocation(file: "clusters/_defaults.yaml", line: 3, column: 13),
          excerpt: "  replicas: 3", hint: "fewer"))
  }

  @Test("the variables are complete")
  func complete() async throws {
    let project = try TemporaryProject(
      [
        "clusters/a.yaml": """
          provider: aws
          release: v0.16
          libraries: { on: true, off: false, set: { limit: 3 } }
          """,
        "libsonnet/on/mixin.libsonnet": "", "libsonnet/off/mixin.libsonnet": "", "libsonnet/set/mixin.libsonnet": "",
      ])
    let cluster = try await project.loadOne()
    #expect(
      cluster.variables == [
        "name": "a", "labels": [:], "provider": "aws", "kubernetes": "1.34", "stack": "embedded", "release": "v0.16.0",
        "externalLabels": ["cluster": "a"],
        "prometheus": ["replicas": 2, "retention": "15d", "remoteWrite": []],
        "libraries": ["on": [:], "set": ["limit": 3]], "overlays": [],
      ])
    #expect(cluster.stack == .embedded)
    #expect(cluster.file == "clusters/a.yaml")
  }

  @Test("a cluster may have another name in its external labels")
  func externalLabels() async throws {
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\nexternalLabels: { cluster: z }\n"])
    #expect(try await project.loadOne().variables["externalLabels"] == ["cluster": "z"])
  }

  @Test("a cluster in Jsonnet may import what is in the project; everything that was read is named")
  func jsonnet() async throws {
    let project = try TemporaryProject([
      "clusters/_defaults.json": "{ \"provider\": \"aws\" }",
      "clusters/a.jsonnet": "(import '../lib/common.libsonnet') { kubernetes: '1.35' }\n",
      "lib/common.libsonnet": "{ prometheus: { replicas: 1 } }\n",
    ])
    let cluster = try await project.loadOne()
    #expect(cluster.variables["prometheus"]?["replicas"] == 1)
    #expect(cluster.inputs == ["clusters/_defaults.json", "clusters/a.jsonnet", "lib/common.libsonnet"])
    #expect(cluster.location(of: ValuePath("prometheus", "replicas")).description == "clusters/a.jsonnet")
  }
}
