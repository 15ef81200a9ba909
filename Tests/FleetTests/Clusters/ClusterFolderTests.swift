import Foundation
import Testing

@testable import Fleet

@Suite("The folder of the clusters")
struct ClusterFolderTests {
  @Test("clusters are found at any depth, shared and other files are none")
  func finding() throws {
    let project = try TemporaryProject([
      "clusters/b.yaml": "", "clusters/eu/a.json": "", "clusters/eu/north/c.jsonnet": "",
      "clusters/_defaults.yaml": "", "clusters/eu/_defaults.jsonnet": "", "clusters/_schema.json": "",
      "clusters/overlays/x.libsonnet": "", "clusters/README.md": "", "clusters/.hidden.yaml": "",
      "clusters/b.yaml~": "", "clusters/Makefile": "",
    ])
    let files = try ClusterFolder.scan("clusters", of: project.project)
    #expect(files.map(\.name) == ["a", "b", "c"])
    #expect(files.map(\.file.path) == ["clusters/eu/a.json", "clusters/b.yaml", "clusters/eu/north/c.jsonnet"])
    #expect(
      files.map { $0.defaults.map(\.path) } == [
        ["clusters/_defaults.yaml", "clusters/eu/_defaults.jsonnet"], ["clusters/_defaults.yaml"],
        ["clusters/_defaults.yaml", "clusters/eu/_defaults.jsonnet"],
      ])
  }

  @Test("everything that is wrong with the folder is told at once")
  func problems() async throws {
    let project = try TemporaryProject([
      "clusters/prod.yaml": "", "clusters/eu/prod.json": "", "clusters/eu/AWS_1.yaml": "", "clusters/x.yml": "",
      "clusters/y.YAML": "", "clusters/us/_defaults.yaml": "", "clusters/us/_defaults.json": "",
    ])
    #expect(
      await project.messages() == """
        clusters/x.yml: error: 'x.yml' would not be read
          hint: the names of cluster files end in .yaml, .json or .jsonnet
        clusters/y.YAML: error: 'y.YAML' would not be read
          hint: the names of cluster files end in .yaml, .json or .jsonnet
        clusters/eu/AWS_1.yaml: error: 'AWS_1.yaml' is not a good name for a cluster
          hint: use up to 63 lower-case letters, digits and dashes, with a letter or digit at both ends
        clusters/us/_defaults.yaml: error: there are two files with shared defaults in one folder
          clusters/us/_defaults.json: the other one
          hint: merge them into one
        clusters/prod.yaml: error: there are two files for the cluster 'prod'
          clusters/eu/prod.json: the other one
          hint: rename or remove one of them

        """)
  }

  @Test("a link may not lead out of the project, nor to nothing, nor around in circles")
  func links() async throws {
    let outside = try TemporaryProject(["secret.yaml": "provider: aws\n", "folder/x.yaml": ""])
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\n", "shared/b.yaml": "provider: gcp\n"])
    try project.link("clusters/b.yaml", to: "../shared/b.yaml")
    #expect(try await project.load().clusters.map(\.name) == ["a", "b"])

    try project.link("clusters/c.yaml", to: outside.project.root + "/secret.yaml")
    try project.link("clusters/d.yaml", to: "nowhere.yaml")
    try project.link("clusters/e", to: outside.project.root + "/folder")
    try project.link("clusters/f/g", to: "..")
    try project.link("clusters/h.yaml", to: "/dev/null")
    let messages = await project.messages()
    #expect(
      messages == """
        clusters/c.yaml: error: 'c.yaml' leads out of the project through a link
        clusters/d.yaml: error: 'd.yaml' is a link to nothing
        clusters/h.yaml: error: 'h.yaml' leads out of the project through a link
        clusters/e: error: 'e' leads out of the project through a link
        clusters/f/g: error: 'g' is a link to a folder around it

        """)
  }

  @Test("neither the settings nor a schema may be a link out of the project")
  func linkedSettings() async throws {
    let outside = try TemporaryProject(["secret": "{ token: [", "libs/mine/mixin.libsonnet": ""])
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\n", "libsonnet/x/mixin.libsonnet": ""])
    try project.link("libsonnet/x/schema.json", to: outside.project.root + "/secret")
    #expect(
      await project.messages() == """
        libsonnet/x/schema.json: error: the file leads out of the project through a link

        """)
    try FileManager.default.removeItem(atPath: project.project.absolute("monigen.yaml"))
    try project.link("monigen.yaml", to: outside.project.root + "/secret")
    #expect(
      await project.messages() == """
        monigen.yaml: error: the file leads out of the project through a link

        """)
  }

  @Test("a library path may name a folder outside, but a link in it may not lead further")
  func outsideLibraries() async throws {
    let outside = try TemporaryProject(["libs/own/mixin.libsonnet": "", "libs/own/schema.json": "{}", "secret": "{"])
    let project = try TemporaryProject(["clusters/a.yaml": "provider: aws\nlibraries: { own: true }\n"])
    try project.write("libraryPath: [\(outside.project.root)/libs, libsonnet]\n", to: "monigen.yaml")
    #expect(await project.messages() == "")
    try outside.write("", to: "libs/other/mixin.libsonnet")
    try outside.link("libs/other/schema.json", to: "../../secret")
    let place = outside.project.root + "/libs/other/schema.json"
    #expect(await project.messages() == "\(place): error: the file leads out of the project through a link\n")
  }

  @Test("no folder, or no cluster in it, is an error")
  func nothing() async throws {
    #expect(
      try await TemporaryProject([:]).messages() == """
        error: there is no folder 'clusters' for the clusters in PROJECT
          hint: create clusters/NAME.yaml, one file per cluster, or set 'clusters' in monigen.yaml

        """)
    #expect(
      try await TemporaryProject(["clusters/_defaults.yaml": ""]).messages() == """
        error: there is no cluster in 'clusters'
          hint: create clusters/NAME.yaml, one file per cluster

        """)
    #expect(
      try await TemporaryProject(["clusters/a.yaml": "provider: aws\n"], schema: nil).messages() == """
        error: there is no schema.json in libsonnet
          hint: 'libraryPath' in monigen.yaml must name the folder of monigen's own libraries too: copy libsonnet/ from monigen's repository, or name the folder where it is

        """)
  }
}
