import Diagnostics
import Foundation
import Testing

@testable import Fleet

@Suite("Folders of manifests")
struct ManifestFolderTests {
  private static func object(_ name: String) -> String {
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: \(name), namespace: monitoring }\n"
  }

  private static func names(_ folder: ManifestFolder) async throws -> [String: [String]] {
    var names: [String: [String]] = [:]
    for cluster in try folder.side().clusters {
      names[cluster.name] = try await cluster.objects().objects.entries.map(\.reference.name)
    }
    return names
  }

  @Test("any YAML and JSON at any depth, several documents in a file, lists unwrapped")
  func manifests() async throws {
    let files = try TemporaryProject([
      "live/b.yaml": Self.object("one") + "---\n" + Self.object("two") + "---\n",
      "live/setup/c.yml": Self.object("three"),
      "live/a.json": #"{ "apiVersion": "v1", "kind": "List", "items": [ \#(Self.json("four")), \#(Self.json("five")) ] }"#,
      "live/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: []\n",
      "live/README.md": "no: [manifest",
      "live/.git/config.yaml": "no: [manifest",
    ])
    let folder = try ManifestFolder(files.project.absolute("live/"))
    #expect(try folder.side().isUnnamed)
    #expect(try await Self.names(folder) == ["live": ["five", "four", "one", "three", "two"]])
  }

  private static func json(_ name: String) -> String {
    #"{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "\#(name)", "namespace": "monitoring" } }"#
  }

  @Test("subfolders that monigen built are clusters, others are not")
  func trees() async throws {
    let files = try TemporaryProject([
      "all/b/x.yaml": Self.object("one"), "all/b/monigen.lock.json": "{}", "all/a/x.yaml": Self.object("two"),
      "all/a/monigen.lock.json": "<<<<<<<", "all/notes/x.yaml": Self.object("three"),
    ])
    let folder = try ManifestFolder(files.project.absolute("all"))
    #expect(try folder.side().clusters.map(\.name) == ["a", "b"])
    #expect(try await Self.names(folder) == ["a": ["two"], "b": ["one"]])
  }

  @Test(
    "a file that cannot be read and may hold a Secret is told with its line, and nothing of its text",
    arguments: [
      ("a.yaml", "kind: Secret\nstringData:\n  password: *topsecret\n", "live/a.yaml:3:13"),
      ("a.yaml", "kind: Secret\nstringData: { topsecret: 1, topsecret: 2 }\n", "live/a.yaml:2:29"),
      ("a.json", #"{ "kind": "Secret", "stringData": { "topsecret" "a" } }"#, "live/a.json:1:49"),
    ])
  func brokenSecret(name: String, text: String, place: String) async throws {
    let files = try TemporaryProject(["live/\(name)": text])
    let cluster = try #require(
      ManifestFolder(files.project.absolute("live"), displayed: "live").side().clusters.first)
    let error = try await #require(throws: DiagnosticList.self) { try await cluster.objects() }
    #expect(error.all.map { $0.location?.description } == [place])
    #expect(!DiagnosticRenderer().render(error.all).contains("topsecret"))
  }

  @Test("a file without a Secret that cannot be read is told with its text")
  func quoted() async throws {
    let files = try TemporaryProject(["live/a.yaml": "kind: ConfigMap\ndata: { a: 1, a: 2 }\n"])
    let cluster = try #require(ManifestFolder(files.project.absolute("live")).side().clusters.first)
    let error = try await #require(throws: DiagnosticList.self) { try await cluster.objects() }
    #expect(error.all.map(\.message) == ["duplicate key 'a'"])
    #expect(error.all.map(\.excerpt) == ["data: { a: 1, a: 2 }"])
  }

  @Test("what is no object is told with its file and left out")
  func noObjects() async throws {
    let files = try TemporaryProject(["live/a.yaml": Self.object("one"), "live/values.yaml": "replicas: 2\n"])
    let side = try ManifestFolder(files.project.absolute("live"), displayed: "live").side()
    let read = try await #require(side.clusters.first).objects()
    #expect(read.objects.entries.map(\.reference.name) == ["one"])
    #expect(read.diagnostics.map(\.location?.file) == ["live/values.yaml"])
    #expect(read.diagnostics.map(\.severity) == [.warning])
  }

  @Test("every file that is no YAML is told")
  func broken() async throws {
    let files = try TemporaryProject(["live/a.yaml": "a: [", "live/b.json": "{", "live/c.yaml": Self.object("one")])
    let side = try ManifestFolder(files.project.absolute("live"), displayed: "live").side()
    let error = await #expect(throws: DiagnosticList.self) { try await #require(side.clusters.first).objects() }
    #expect(error?.all.map(\.location?.file) == ["live/a.yaml", "live/b.json"])
  }

  @Test("links within the folder are followed, those that lead out or round in circles are errors")
  func links() async throws {
    let files = try TemporaryProject(["live/a/x.yaml": Self.object("one"), "secret.yaml": "password: 1"])
    try files.link("live/b", to: "a")
    let folder = try ManifestFolder(files.project.absolute("live"), displayed: "live")
    let read = try await #require(folder.side().clusters.first).objects()
    #expect(read.objects.entries.map(\.reference.name) == ["one"])
    try files.link("live/out.yaml", to: "../secret.yaml")
    try files.link("live/a/round", to: "..")
    try files.link("live/up", to: "../..")
    let error = #expect(throws: DiagnosticList.self) { try folder.side() }
    let messages = DiagnosticRenderer().render(error?.all ?? [])
    #expect(messages.contains("live/out.yaml: error: the link leads out of the folder that is read"))
    #expect(messages.contains("live/a/round: error: the link leads to a folder around it"))
    #expect(messages.contains("live/up: error: the link leads out of the folder that is read"))
  }

  @Test("a folder that is not there, is a file, has no manifests or too many levels")
  func noFolder() throws {
    let deep = String(repeating: "d/", count: 80)
    let files = try TemporaryProject(["file.yaml": "", "empty/README": "", "deep/\(deep)x.yaml": Self.object("one")])
    for (path, message) in [
      ("missing", "there is no folder"), ("file.yaml", "is no folder"), ("empty", "there are no manifests in"),
      ("deep", "folders are nested too deeply"),
    ] {
      do {
        _ = try ManifestFolder(files.project.absolute(path)).side()
        Issue.record("'\(path)' was taken for a folder of manifests")
      } catch {
        #expect(DiagnosticRenderer().render(DiagnosticList(error).all).contains(message))
      }
    }
  }

  @Test("the objects come in one order, however the files are read")
  func order() async throws {
    let names = (0..<50).map { "n\($0 * 7 % 50)" }
    let files = try TemporaryProject(
      Dictionary(uniqueKeysWithValues: names.map { ("live/\($0).yaml", Self.object($0)) }))
    let folder = try ManifestFolder(files.project.absolute("live"))
    #expect(try await Self.names(folder) == ["live": names.sorted()])
  }
}
