import Foundation
import Testing
import ValueTree

@Suite("monigen build: what to build, from what and where")
struct BuildOptionTests {
  @Test(
    "clusters are selected by name, glob and label",
    arguments: [
      (["alpha"], ["alpha"]), (["*a"], ["alpha", "beta"]), (["eu-*"], ["eu-one", "eu-two"]),
      (["env=test"], ["beta"]), (["env=prod"], ["alpha", "eu-one", "eu-two"]), (["beta", "eu-on?"], ["beta", "eu-one"]),
      (["alpha", "*l*"], ["alpha"]), ([], ["alpha", "beta", "eu-one", "eu-two"]),
    ] as [([String], [String])])
  func selection(arguments: [String], clusters: [String]) throws {
    let project = try SmallProject()
    try project.write("provider: aws\nkubernetes: '1.34'\n", to: "clusters/eu/eu-one.yaml")
    try project.write("provider: aws\nkubernetes: '1.34'\n", to: "clusters/eu/north/eu-two.yaml")
    let outcome = try Binary.run(["build"] + arguments, in: project.folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(Set(try project.tree().keys.map { String($0.split(separator: "/")[0]) }) == Set(clusters))
    #expect(outcome.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) } == clusters.map { "generated/\($0)" })
  }

  @Test("a selection that matches nothing is trouble, with the nearest name")
  func missedSelection() throws {
    let project = try SmallProject()
    for (argument, words) in [("alpa", "alpha"), ("x-*", "alpha, beta"), ("env=prot", "prod")] {
      let outcome = try project.monigen("build", argument)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
    #expect(!project.exists("generated"))
  }

  @Test("shared defaults of subfolders count, the inner ones more")
  func nestedDefaults() throws {
    let project = try SmallProject()
    try project.write("provider: aws\nkubernetes: '1.34'\nsize: 2\n", to: "clusters/eu/_defaults.yaml")
    try project.write("size: 1\n", to: "clusters/eu/north/_defaults.yaml")
    try project.write("{}\n", to: "clusters/eu/one.yaml")
    try project.write("{}\n", to: "clusters/eu/north/two.yaml")
    #expect(
      try project.build("one", "two") == """
        generated/one: 4 files, 4 added
        generated/two: 3 files, 3 added

        """)
  }

  @Test("--output takes the trees elsewhere and leaves the project's own alone")
  func output() throws {
    let project = try SmallProject()
    try project.build()
    let own = try project.tree()
    try project.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: 4")
    #expect(try project.build("--output", "elsewhere/trees", "alpha") == "elsewhere/trees/alpha: 6 files, 6 added\n")
    #expect(try project.tree("elsewhere/trees").count == 7)
    #expect(try project.tree() == own)
    #expect(try project.build("--output", "./dots/.//", "alpha").hasPrefix("dots/alpha: "))
    let absolute = project.workspace.folder.appending(path: "absolute").path
    #expect(try project.build("--output", absolute, "beta") == "\(absolute)/beta: 4 files, 4 added\n")
  }

  @Test("trees never go where the project's sources are", arguments: ["clusters", "clusters/new/deep", "./libsonnet/", "link/x"])
  func outputAmongSources(path: String) throws {
    let project = try SmallProject()
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.appending(path: "link").path, withDestinationPath: "clusters")
    let before = try project.tree(".")
    let outcome = try project.monigen("build", "--output", path)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("error: the output folder is within '"), "\(outcome.errors)")
    #expect(try project.tree(".") == before)
  }

  @Test("from a folder inside the project the trees are named as they are seen from there")
  func subfolder() throws {
    let project = try SmallProject()
    let outcome = try Binary.run(["build", "alpha"], in: project.folder.appending(path: "libsonnet/team"))
    #expect(outcome.output == "../../generated/alpha: 5 files, 5 added\n")
    #expect(project.exists("generated/alpha/kustomization.yaml"))
  }

  @Test("a tree whose cluster is gone gets a warning and stays, and --check finds it")
  func orphan() throws {
    let project = try SmallProject()
    try project.build()
    try project.write("mine", to: "generated/notes/file")
    try project.remove("clusters/beta.yaml")
    for (arguments, status) in [(["build"], Int32(0)), (["build", "--check"], 1)] {
      let outcome = try Binary.run(arguments, in: project.folder)
      #expect(outcome.status == status)
      #expect(outcome.output.hasSuffix("generated/beta: a tree without a cluster\n"))
      #expect(
        outcome.errors == """
          generated/beta: warning: there is no cluster 'beta', only its tree
            hint: remove the folder, or bring the cluster's file back

          """)
    }
    #expect(project.exists("generated/beta/kustomization.yaml"))
    #expect(try project.monigen("build", "alpha").errors.isEmpty, "who builds one cluster did not ask")
  }

  @Test("--release and --stack need --output, and count more than the cluster's own")
  func release() throws {
    let project = try SmallProject()
    for arguments in [["--release", "v0.13"], ["--stack", "embedded"]] {
      let refused = try Binary.run(["build"] + arguments, in: project.folder)
      #expect(refused.status == 2)
      #expect(refused.errors.contains("--output"))
    }
    try project.write("release: v0.15\n" + (try project.read("clusters/beta.yaml")), to: "clusters/beta.yaml")
    try project.build()
    let releases = { (folder: String) in
      try ["alpha", "beta"].map { try JSONReader.read(try project.read("\(folder)/\($0)/monigen.lock.json"))["release"] }
    }
    #expect(try releases("generated") == ["v0.17.0", "v0.15.0"])
    try project.build("--release", "v0.13", "--output", "other")
    #expect(try releases("other") == ["v0.13.0", "v0.13.0"])
    try project.build("--release", "0.14", "--output", "other")
    #expect(try releases("other") == ["v0.14.0", "v0.14.0"])
    #expect(try project.monigen("build", "--release", "v14", "--output", "other").status == 2)
  }

  @Test("releases may lie outside of the project; the record names them as if they were inside", arguments: [false, true])
  func vendorFolder(isRelative: Bool) throws {
    let project = try SmallProject()
    let outside = project.workspace.folder.appending(path: "upstream").path
    try project.workspace.write("{ made: 'there' }", to: "upstream/v0.17.0/vendor/kube-prometheus/main.libsonnet")
    try project.workspace.write("{ made: 'there' }", to: "upstream/secret.libsonnet")
    try project.write("release: v0.17\nvendor: { directory: \(isRelative ? "../upstream" : outside) }\n", to: "monigen.yaml")
    try project.write("stack: kube-prometheus\n" + (try project.read("clusters/beta.yaml")), to: "clusters/beta.yaml")
    let overlay = { (imported: String) in
      "local upstream = import '\(imported)'; { app+: { config1+: { data+: upstream } } }"
    }
    try project.write(overlay("kube-prometheus/main.libsonnet"), to: "overlay.libsonnet")
    try project.write((try project.read("clusters/beta.yaml")) + "overlays: [overlay.libsonnet]\n", to: "clusters/beta.yaml")
    try project.build("beta")
    #expect(try project.read("generated/beta/app-config1.yaml").contains("made: there"))
    let inputs = try JSONReader.read(try project.read("generated/beta/monigen.lock.json"))["inputs"]?.object?.keys
    #expect(inputs?.contains("releases/v0.17.0/vendor/kube-prometheus/main.libsonnet") == true, "\(inputs ?? [])")
    #expect(try project.monigen("build", "--check", "beta").status == 0)
    try project.write(overlay("\(outside)/secret.libsonnet"), to: "overlay.libsonnet")
    #expect(try project.monigen("build", "beta").status == 2, "the sandbox has the release's vendor folder alone")
  }

  @Test("a working directory that was deleted is named as the trouble")
  func deletedFolder() throws {
    let workspace = try Workspace()
    let shell = URL(filePath: "/bin/sh")
    let script = "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" list clusters"
    let outcome = try Binary.run(shell, ["-c", script, Binary.url.path], in: workspace.folder)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        error: the working directory does not exist any more
          hint: go to a folder that exists

        """)
  }

  @Test("a cluster may be JSON or a Jsonnet program that gives data")
  func formats() throws {
    let project = try SmallProject()
    try project.write(#"{"provider": "aws", "kubernetes": "1.34", "size": 2}"#, to: "clusters/one.json")
    try project.write(
      "local shared = import 'shared.libsonnet'; shared { size: std.length('ab') }", to: "clusters/two.jsonnet")
    try project.write("{ provider: 'aws', kubernetes: '1.34' }", to: "clusters/shared.libsonnet")
    try project.build("one", "two")
    let trees = try ["one", "two"].map { try project.tree("generated/\($0)") }
    #expect(trees[0].keys.sorted() == trees[1].keys.sorted())
    #expect(trees[0].count == 5)
    let record = try JSONReader.read(try project.read("generated/two/monigen.lock.json"))
    #expect(
      record["inputs"]?.object?.keys.sorted() == [
        "clusters/_defaults.yaml", "clusters/shared.libsonnet", "clusters/two.jsonnet", "libsonnet/main.libsonnet",
      ])
  }

  @Test("overlays apply in their order, objects and functions alike")
  func overlays() throws {
    let project = try SmallProject()
    try project.write("{ app+: { config1+: { data+: { order: 'first', first: 'yes' } } } }", to: "overlays/first.libsonnet")
    try project.write(
      "function(variables) { app+: { config1+: { data+: { order: super.order + ' second of ' + variables.name } } } }",
      to: "overlays/second.libsonnet")
    // The small stack takes overlays as objects: call the function as the real one does.
    try project.edit(
      "libsonnet/main.libsonnet", replacing: "all + overlay,",
      with: "all + (if std.isFunction(overlay) then overlay(variables) else overlay),")
    let cluster = try project.read("clusters/alpha.yaml")
    let order = { (names: [String]) in
      _ = try project.write(
        cluster + "overlays: [\(names.map { "overlays/\($0).libsonnet" }.joined(separator: ", "))]\n",
        to: "clusters/alpha.yaml")
    }
    try order(["first", "second"])
    try project.build("alpha")
    let text = try project.read("generated/alpha/app-config1.yaml")
    #expect(text.contains("  first: \"yes\"\n"))
    #expect(text.contains("  order: first second of alpha\n"))
    try order(["second", "first"])
    try project.build("alpha")
    #expect(try project.read("generated/alpha/app-config1.yaml").contains("  order: first\n"))
    try order(["second"])
    let failed = try project.monigen("build", "alpha")
    #expect(failed.status == 2, "nothing sets what the second overlay adds to")
    #expect(failed.errors.contains("overlays/second.libsonnet:1:"), "\(failed.errors)")
  }

  @Test("a library of the project's own folder wins over the bundled one")
  func libraryPath() throws {
    let project = try SmallProject()
    try project.write("{ _config:: { threshold: 99 } }", to: "own/team/mixin.libsonnet")
    try project.write("{ _config:: { threshold: 7 } }", to: "own/extra/mixin.libsonnet")
    try project.edit("clusters/beta.yaml", replacing: "team: { threshold: 0.1 }", with: "team: true\n  extra: true")
    try project.write("release: v0.17\nlibraryPath: [own, libsonnet]\n", to: "monigen.yaml")
    try project.build("beta")
    #expect(try project.read("generated/beta/team-config.yaml").contains("threshold: 99\n"))
    #expect(try project.read("generated/beta/extra-config.yaml").contains("threshold: 7\n"))
    let record = try project.read("generated/beta/monigen.lock.json")
    #expect(record.contains("\"own/team/mixin.libsonnet\""))
    #expect(!record.contains("\"libsonnet/team/mixin.libsonnet\""))
    try project.write("release: v0.17\nlibraryPath: [libsonnet, own]\n", to: "monigen.yaml")
    try project.build("beta")
    #expect(try project.read("generated/beta/team-config.yaml").contains("threshold: 0.1\n"))
  }

  @Test("a library that is switched off leaves no file")
  func libraryOff() throws {
    let project = try SmallProject()
    try project.build()
    try project.edit("clusters/beta.yaml", replacing: "{ threshold: 0.1 }", with: "false")
    #expect(try project.build("beta").contains("  - generated/beta/team-config.yaml\n"))
  }
}
