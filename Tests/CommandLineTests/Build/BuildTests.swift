import Foundation
import Testing
import ValueTree

@Suite("monigen build")
struct BuildTests {
  @Test("a first build writes every tree and says how many files")
  func first() throws {
    let project = try SmallProject()
    #expect(
      try project.build() == """
        generated/alpha: 5 files, 5 added
        generated/beta: 4 files, 4 added

        """)
    #expect(
      try project.tree().keys.sorted() == [
        "alpha/app-config1.yaml", "alpha/app-config2.yaml", "alpha/app-config3.yaml", "alpha/kustomization.yaml",
        "alpha/monigen.lock.json", "alpha/setup/namespace.yaml", "beta/app-config1.yaml", "beta/kustomization.yaml",
        "beta/monigen.lock.json", "beta/setup/namespace.yaml", "beta/team-config.yaml",
      ])
    #expect(
      try project.read("generated/alpha/app-config1.yaml") == """
        apiVersion: v1
        data:
          cluster: alpha
          ratio: "0.5"
        kind: ConfigMap
        metadata:
          name: config-1
          namespace: monitoring

        """)
    #expect(
      try project.read("generated/beta/kustomization.yaml") == """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
        - setup/namespace.yaml
        - app-config1.yaml
        - team-config.yaml

        """)
  }

  @Test("a second build changes nothing, not even the times of files")
  func unchanged() throws {
    let project = try SmallProject()
    try project.build()
    let (tree, times) = (try project.tree(), try project.times())
    #expect(
      try project.build() == """
        generated/alpha: 5 files, unchanged
        generated/beta: 4 files, unchanged

        """)
    #expect(try project.tree() == tree)
    #expect(try project.times() == times)
  }

  @Test("a changed variable changes the files that depend on it, and they are named")
  func changed() throws {
    let project = try SmallProject()
    try project.build()
    let times = try project.times()
    try project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    #expect(
      try project.build() == """
        generated/alpha: 5 files, unchanged
        generated/beta: 4 files, 1 changed
          ~ generated/beta/team-config.yaml  ConfigMap monitoring/team
        changes in beta: objects 1 changed

        """)
    let changed = try project.times().filter { times[$0.key] != $0.value }.keys.sorted()
    #expect(changed == ["beta/monigen.lock.json", "beta/team-config.yaml"])
    #expect(try project.read("generated/beta/team-config.yaml").contains("threshold: 0.2\n"))
  }

  @Test("an input that changes no file changes the record alone")
  func recordOnly() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 3 # as before")
    let times = try project.times()
    #expect(try project.build("alpha") == "generated/alpha: 5 files, only the record of inputs changed\n")
    #expect(try project.times().filter { times[$0.key] != $0.value }.keys.sorted() == ["alpha/monigen.lock.json"])
    #expect(try project.build("alpha") == "generated/alpha: 5 files, unchanged\n")
  }

  @Test("the file of an object that is no longer there goes, and its folder where that is empty")
  func removed() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 2")
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "namespace: {", with: "[if variables.size != 2 then 'namespace']: {")
    #expect(
      try project.build("alpha") == """
        generated/alpha: 3 files, 1 changed, 2 removed
          - generated/alpha/app-config3.yaml
          ~ generated/alpha/kustomization.yaml
          - generated/alpha/setup/namespace.yaml
        changes in alpha: objects 2 removed

        """)
    #expect(!project.exists("generated/alpha/app-config3.yaml"))
    #expect(!project.exists("generated/alpha/setup"))
    #expect(project.exists("generated/beta/setup/namespace.yaml"))
  }

  @Test("files that monigen did not write stay, and so do their folders")
  func foreign() throws {
    let project = try SmallProject()
    try project.build()
    let foreign = ["generated/alpha/NOTES.md", "generated/alpha/setup/mine.yaml", "generated/other/file"]
    for path in foreign { try project.write("mine", to: path) }
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "namespace: {", with: "[if variables.size != 3 then 'namespace']: {")
    let outcome = try project.monigen("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "files of others are nobody's business: \(outcome.errors)")
    #expect(!project.exists("generated/alpha/setup/namespace.yaml"))
    for path in foreign { #expect(try project.read(path) == "mine") }
  }

  @Test("a long list of changes is cut")
  func manyChanges() throws {
    let project = try SmallProject()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 30")
    try project.build("alpha")
    try project.edit("libsonnet/main.libsonnet", replacing: "i / 2", with: "i / 4")
    let lines = try project.build("alpha").split(separator: "\n")
    #expect(lines.first == "generated/alpha: 32 files, 30 changed")
    #expect(lines.count == 23)
    #expect(lines.suffix(2) == ["  … and 10 more", "changes in alpha: objects 30 changed"])
  }

  @Test("--format json says the same to programs")
  func json() throws {
    let project = try SmallProject()
    try project.build("alpha")
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 4")
    let result = try JSONReader.read(try project.build("--format", "json"))
    #expect(result["schema"] == 1)
    #expect(result["failed"] == [])
    let clusters = try #require(result["clusters"]?.array)
    #expect(clusters.map { $0["name"] } == ["alpha", "beta"])
    #expect(clusters.map { $0["folder"] } == ["generated/alpha", "generated/beta"])
    #expect(clusters.map { $0["files"] } == [6, 4])
    #expect(
      clusters[0]["changes"] == [
        ["kind": "added", "path": "app-config4.yaml"], ["kind": "changed", "path": "kustomization.yaml"],
      ])
  }

  @Test("a cluster that fails keeps the others from being written, unless --keep-going is given")
  func keepGoing() throws {
    let project = try SmallProject()
    try project.build()
    let tree = try project.tree()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: many")
    try project.edit("clusters/beta.yaml", replacing: "0.1", with: "0.2")
    let refused = try project.monigen("build")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("clusters/alpha.yaml:3:7: error: "))
    #expect(try project.tree() == tree)
    let continued = try project.monigen("build", "--keep-going")
    #expect(continued.status == 2, "a build with a failure is not done")
    #expect(
      continued.output == """
        generated/beta: 4 files, 1 changed
          ~ generated/beta/team-config.yaml  ConfigMap monitoring/team
        alpha: failed
        changes in beta: objects 1 changed

        """)
    #expect(try project.tree("generated/alpha") == tree.below("alpha/"))
  }
}

extension [String: Data] {
  /// The files below a folder, with names that count from there.
  func below(_ folder: String) -> [String: Data] {
    let files = filter { $0.key.hasPrefix(folder) }
    return Dictionary(uniqueKeysWithValues: files.map { (String($0.key.dropFirst(folder.count)), $0.value) })
  }
}
