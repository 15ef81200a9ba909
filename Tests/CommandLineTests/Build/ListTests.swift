import Foundation
import Testing
import ValueTree

@Suite("monigen list, version and help")
struct ListTests {
  @Test("list clusters is a table; so is list alone")
  func clusters() throws {
    let project = try SmallProject()
    let table = """
      NAME   PROVIDER  KUBERNETES  STACK     RELEASE  LIBRARIES  FILE
      alpha  kubeadm   1.33        embedded  v0.17    -          clusters/alpha.yaml
      beta   aws       1.34        embedded  v0.17    team       clusters/beta.yaml

      """
    #expect(try project.monigen("list", "clusters").output == table)
    #expect(try project.monigen("list").output == table)
    #expect(try project.monigen("list", "clusters", "env=test").output.split(separator: "\n").count == 2)
  }

  @Test("list components counts the manifests of each")
  func components() throws {
    let outcome = try SmallProject().monigen("list", "components")
    #expect(
      outcome.output == """
        CLUSTER  COMPONENT  MANIFESTS
        alpha    app        4
        beta     app        2
        beta     team       1

        """)
  }

  @Test("list libraries names the folder that each one comes from")
  func libraries() throws {
    let project = try SmallProject()
    try project.write("{}", to: "own/team/mixin.libsonnet")
    try project.write("{}", to: "own/another/mixin.libsonnet")
    try project.write("libraryPath: [own, libsonnet]\n", to: "monigen.yaml")
    #expect(
      try project.monigen("list", "libraries").output == """
        NAME     FOLDER
        another  own/another
        team     own/team

        """)
  }

  @Test("list releases says what Kubernetes each is for, which clusters use it, and what is vendored")
  func releases() throws {
    let project = try SmallProject()
    let commit = String(repeating: "ab", count: 20)
    try project.write("", to: "releases/v0.16.0/vendor/kube-prometheus/main.libsonnet")
    try project.write(
      #"{ "prometheus": "3.5.0", "grafana": "12.1.0" }"#, to: "releases/v0.16.0/vendor/kube-prometheus/versions.json")
    try project.write(
      #"{"version":1,"releases":{"v0.16.0":{"source":"s","commit":"\#(commit)","packages":{}}}}"#,
      to: "vendor.lock.json")
    let lines = try project.monigen("list", "releases").output.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.first == "RELEASE KUBERNETES CLUSTERS VENDORED COMMIT COMPONENTS")
    #expect(lines.contains("v0.13 1.26 to 1.28 - - - -"))
    #expect(lines.contains("v0.17 1.33 to 1.35 alpha,beta - - -"))
    #expect(
      lines.contains {
        $0.hasSuffix("releases/v0.16.0/vendor abababababab grafana=12.1.0,prometheus=3.5.0")
          && $0.hasPrefix("v0.16 1.31 to 1.34 ")
      })
  }

  @Test("--format json gives the same rows as objects", arguments: ["clusters", "components", "libraries", "releases"])
  func json(subcommand: String) throws {
    let project = try SmallProject()
    let table = try project.monigen("list", subcommand).output.split(separator: "\n")
    let rows = try #require(try JSONReader.read(try project.monigen("list", subcommand, "--format", "json").output).array)
    #expect(rows.count == table.count - 1)
    let columns = table[0].split(separator: " ").map { $0.lowercased() }
    for row in rows { #expect(row.object?.keys.sorted() == columns.sorted()) }
  }

  @Test("list schema prints the JSON Schema with the libraries' parts")
  func schema() throws {
    let schema = try JSONReader.read(try SmallProject().monigen("list", "schema").output)
    #expect(schema["properties"]?["provider"]?["enum"] == ["aws", "kubeadm"])
    let team = schema["properties"]?["libraries"]?["properties"]?["team"]
    #expect(team != nil, "\(schema["properties"]?["libraries"] ?? .null)")
  }

  @Test("version names the library too")
  func version() throws {
    let outcome = try Workspace().monigen("version")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /monigen \d+\.\d+\.\d+ \(libjsonnet v\d+\.\d+\.\d+\)\n/) != nil)
  }

  @Test(
    "help is a result: exit 0, standard output",
    arguments: [["--help"], ["-h"], ["help"], ["help", "build"], ["build", "--help"], ["render", "--help"], ["list", "--help"]])
  func help(arguments: [String]) throws {
    let workspace = try Workspace()
    let outcome = try Binary.run(arguments, in: workspace.folder)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: monigen"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("the command without anything shows its help; a wrong option is trouble")
  func usage() throws {
    let workspace = try Workspace()
    #expect(try workspace.monigen().output.contains("SUBCOMMANDS:"))
    let wrong = try workspace.monigen("build", "--no-such-option")
    #expect(wrong.status == 2)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.contains("Usage: monigen build"))
    #expect(try workspace.monigen("bild").status == 2)
    #expect(try workspace.monigen("build", "--jobs", "0").status == 2)
  }

  @Test("hidden subcommands stay out of the help")
  func hidden() throws {
    #expect(try !Workspace().monigen("--help").output.contains("worker"))
  }

  @Test("outside of a project every command says what a project is")
  func noProject() throws {
    let workspace = try Workspace()
    for arguments in [["build"], ["list"], ["list", "releases"]] {
      let outcome = try Binary.run(arguments, in: workspace.folder)
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("there is no monigen.yaml in"))
    }
  }
}
