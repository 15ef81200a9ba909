import Foundation
import Testing

/// A project, and git repositories that its git takes for those of github.com.
struct VendorSite {
  let workspace: Workspace
  /// Where repositories are, below the workspace.
  static let below = "site"

  private static let git = URL(filePath: "/usr/bin/git")

  var project: URL { workspace.folder.appending(path: "project") }

  init() throws {
    workspace = try Workspace()
    try workspace.write("", to: "project/monigen.yaml")
    try serve(address)
  }

  private var address: String { "file://\(workspace.folder.path)/\(Self.below)/" }

  private func serve(_ address: String, settings: String = "") throws {
    try workspace.write(
      """
      [url "\(address)"]
      \tinsteadOf = https://github.com/
      [uploadpack]
      \tallowFilter = true
      \tallowAnySHA1InWant = true
      \t\(settings)
      """, to: "gitconfig")
  }

  /// From now on there is nobody at the address, or somebody again.
  func cutOff(_ isCutOff: Bool = true) throws { try serve(isCutOff ? "git://127.0.0.1:9/" : address) }

  /// From now on one of the packs that git sends, counted from 1, stops half way until the gate opens.
  func hold(pack number: Int) throws -> FetchGate {
    let gate = try FetchGate(in: workspace, pack: number)
    try serve(address, settings: "packObjectsHook = \(gate.hook.path)")
    return gate
  }

  private var environment: [String: String] {
    [
      "GIT_CONFIG_GLOBAL": workspace.folder.appending(path: "gitconfig").path, "GIT_CONFIG_SYSTEM": "/dev/null",
      "XDG_CACHE_HOME": workspace.folder.appending(path: "cache").path,
    ]
  }

  /// Commits files to a repository, which is made where it is new; the commit, tagged where a tag is given.
  @discardableResult
  func commit(_ name: String, _ files: [String: String], tag: String? = nil) throws -> String {
    let path = "\(Self.below)/\(name)"
    let folder = workspace.folder.appending(path: path)
    func git(_ arguments: String...) throws -> String { try self.git(name, arguments) }
    if !workspace.exists("\(path)/.git") {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = try git("init", "-q", "-b", "main")
      // `https://github.com/OWNER/NAME.git` is this one too.
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + ".git", withDestinationPath: folder.lastPathComponent)
    }
    for (file, text) in files { try workspace.write(text, to: "\(path)/\(file)") }
    _ = try git("add", "-A")
    _ = try git("commit", "-q", "--allow-empty", "-m", "state")
    if let tag { _ = try git("tag", "-f", "-a", "-m", tag, tag) }
    return try git("rev-parse", "HEAD")
  }

  private func git(_ name: String, _ arguments: [String]) throws -> String {
    let identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    let folder = workspace.folder.appending(path: "\(Self.below)/\(name)")
    let outcome = try Binary.run(Self.git, identity + arguments, in: folder, environment: environment)
    try #require(outcome.status == 0, "git \(arguments): \(outcome.errors)")
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Takes a tag away from a repository.
  func removeTag(_ tag: String, of name: String) throws { _ = try git(name, ["tag", "-d", tag]) }

  /// Gives the project a jsonnetfile with one dependency.
  func writeJsonnetfile(naming remote: String, folder: String = "", version: String = "main") throws {
    try write(Self.jsonnetfile(naming: remote, folder: folder, version: version), to: "project/jsonnetfile.json")
  }

  /// A jsonnetfile with one dependency.
  static func jsonnetfile(naming remote: String, folder: String = "", version: String = "main") -> String {
    """
    { "version": 1, "legacyImports": true, "dependencies": [
      { "source": { "git": { "remote": "\(remote)", "subdir": "\(folder)" } }, "version": "\(version)" }
    ] }
    """
  }

  /// kube-prometheus at a tag, with one dependency in a lock of its own; its commit.
  @discardableResult
  func release(_ tag: String, sum: String? = nil) throws -> String {
    let lib = try commit("acme/lib", ["mixin/mixin.libsonnet": "{ lib: '\(tag)' }\n"])
    let sumMember = sum.map { #", "sum": "\#($0)""# } ?? ""
    return try commit(
      "prometheus-operator/kube-prometheus",
      [
        "jsonnet/kube-prometheus/main.libsonnet": "(import 'mixin/mixin.libsonnet') + { release: '\(tag)' }\n",
        "manifests/large": "not wanted",
        "jsonnetfile.lock.json": """
          { "version": 1, "dependencies": [
            { "source": { "git": { "remote": "https://github.com/acme/lib.git", "subdir": "mixin" } },
              "version": "\(lib)"\(sumMember) },
            { "source": { "local": { "directory": "jsonnet/kube-prometheus" } }, "version": "" }
          ], "legacyImports": false }
          """,
      ], tag: tag)
  }

  func monigen(_ arguments: String...) throws -> Binary.Outcome { try run(arguments) }

  func run(_ arguments: [String]) throws -> Binary.Outcome {
    try Binary.run(arguments, in: project, environment: environment)
  }

  /// Runs another program in a folder of the project, without a way to any public host.
  func run(_ program: URL, _ arguments: [String], in folder: String) throws -> Binary.Outcome {
    let proxy = "http://127.0.0.1:9"
    return try Binary.run(
      program, arguments, in: project.appending(path: folder),
      environment: environment.merging(["HTTPS_PROXY": proxy, "https_proxy": proxy]) { $1 })
  }

  /// Runs monigen so that it may write only where the permissions say so, even if the tests' user is root.
  func monigenWithoutPrivileges(_ arguments: String...) throws -> Binary.Outcome {
    let command = Permissions.command(Binary.url.path, arguments)
    return try Binary.run(command.program, command.arguments, in: project, environment: environment)
  }

  /// Starts a run that the test goes on beside.
  func start(_ arguments: String...) throws -> Binary.Running {
    try Binary.start(Binary.url, arguments, in: project, environment: environment)
  }

  func write(_ text: String, to path: String) throws { try workspace.write(text, to: path) }

  /// A file of the project.
  func read(_ path: String) throws -> String { try workspace.read("project/\(path)") }

  /// Whether the project has a file.
  func exists(_ path: String) -> Bool { workspace.exists("project/\(path)") }
}
