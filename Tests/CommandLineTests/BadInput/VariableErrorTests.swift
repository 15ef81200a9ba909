import Foundation
import Testing

@Suite("Bad variables and settings")
struct VariableErrorTests {
  @Test("The small project is fine as it stands")
  func good() async throws {
    let input = try BadInput()
    let outcome = try await input.workspace.monigen("build")
    #expect(outcome.errors == "")
    #expect(outcome.output == "generated/alpha: 5 files, 5 added\ngenerated/beta: 4 files, 4 added\n")
    #expect(outcome.status == 0)
    #expect(try await input.workspace.monigen("build", "--check").status == 0)
  }

  @Test("An unknown variable is named, with the nearest known one")
  func unknownVariable() async throws {
    let input = try BadInput()
    try input.append("sise: 4", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:1: error: unknown variable 'sise'
          4 | sise: 4
            | ^
        hint: did you mean 'size'?

      """)
  }

  @Test("A value of the wrong type is named, with what was expected")
  func wrongType() async throws {
    let input = try BadInput()
    try input.workspace.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: many")
    try await input.expect(
      """
      clusters/alpha.yaml:3:7: error: 'size' must be a whole number, found the string "many"
          3 | size: many
            |       ^

      """)
  }

  @Test("A required variable that nobody sets is named")
  func missingVariable() async throws {
    let input = try BadInput()
    try input.workspace.write("size: 1\nprovider: aws\n", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:1:1: error: missing variable 'kubernetes'
          1 | size: 1
            | ^
        hint: it must be a string

      """)
  }

  @Test("An error in shared defaults is told once, at its place there")
  func defaults() async throws {
    let input = try BadInput()
    try input.append("size: []", to: "clusters/_defaults.yaml")
    try input.workspace.edit("clusters/alpha.yaml", replacing: "size: 3\n", with: "")
    try await input.expect(
      """
      clusters/_defaults.yaml:2:7: error: 'size' must be a whole number, found an empty list
          2 | size: []
            |       ^

      """)
  }

  @Test("A library that is not there is named, with the nearest known one")
  func missingLibrary() async throws {
    let input = try BadInput()
    try input.append("libraries: { teem: {} }", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:14: error: unknown variable 'libraries.teem'
          4 | libraries: { teem: {} }
            |              ^
        hint: did you mean 'team'?

      """)
  }

  @Test("An overlay that is not there is named")
  func missingOverlay() async throws {
    let input = try BadInput()
    try input.append("overlays: [clusters/overlays/none.libsonnet]", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:4:12: error: there is no file 'clusters/overlays/none.libsonnet'
          4 | overlays: [clusters/overlays/none.libsonnet]
            |            ^
        hint: overlays are Jsonnet files, named relative to the project's folder

      """)
  }

  @Test("A problem that the stack finds is told at its place, with the nearest known name")
  func stackProblem() async throws {
    let input = try BadInput()
    try input.append("alerts:\n  TargetDwon: { disable: true }", to: "clusters/alpha.yaml")
    try await input.expect(
      """
      clusters/alpha.yaml:5:3: error: no rule is named TargetDwon
          5 |   TargetDwon: { disable: true }
            |   ^
        hint: did you mean 'TargetDown'?

      """)
  }

  @Test("A problem of shared defaults is told once for all clusters")
  func stackProblemOfDefaults() async throws {
    let input = try BadInput()
    try input.append("alerts: { Watchdig: {} }", to: "clusters/_defaults.yaml")
    try await input.expect(
      """
      clusters/_defaults.yaml:2:11: error: no rule is named Watchdig
          2 | alerts: { Watchdig: {} }
            |           ^
        hint: did you mean 'Watchdog'?

      """)
  }

  @Test("All errors of all clusters are told at once, file by file and line by line")
  func severalErrors() async throws {
    let input = try BadInput()
    try input.workspace.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: many\nsise: 3")
    try input.workspace.edit("clusters/alpha.yaml", replacing: "kubeadm", with: "kubeadmin")
    try input.workspace.edit("clusters/beta.yaml", replacing: "threshold: 0.1", with: "treshold: 0.2")
    try await input.expect(
      """
      clusters/alpha.yaml:1:11: error: 'provider' must be one of aws, kubeadm, found the string "kubeadmin"
          1 | provider: kubeadmin
            |           ^
        hint: did you mean 'kubeadm'?
      clusters/alpha.yaml:3:7: error: 'size' must be a whole number, found the string "many"
          3 | size: many
            |       ^
      clusters/alpha.yaml:4:1: error: unknown variable 'sise'
          4 | sise: 3
            | ^
        hint: did you mean 'size'?
      clusters/beta.yaml:5:11: error: unknown variable 'libraries.team.treshold'
          5 |   team: { treshold: 0.2 }
            |           ^
        hint: did you mean 'threshold'?

      """)
  }

  @Test("With --keep-going the good cluster is written, and the exit code still tells of the bad one")
  func keepGoing() async throws {
    let input = try BadInput()
    try input.workspace.edit("clusters/alpha.yaml", replacing: "size: 3", with: "size: many")
    let outcome = try await input.workspace.monigen("build", "--keep-going")
    #expect(
      outcome.errors == """
        clusters/alpha.yaml:3:7: error: 'size' must be a whole number, found the string "many"
            3 | size: many
              |       ^

        """)
    #expect(outcome.output == "generated/beta: 4 files, 4 added\nalpha: failed\n")
    #expect(outcome.status == 2)
    #expect(input.workspace.exists("generated/beta/monigen.lock.json"))
    #expect(!input.workspace.exists("generated/alpha"))
  }

  @Test("A cluster that is not there is named, with the nearest known one")
  func missingCluster() async throws {
    let input = try BadInput()
    try await input.expect(
      """
      error: there is no cluster 'alpa'
        hint: did you mean 'alpha'?
      error: there is no cluster 'clusters/beta.yaml'
        hint: a cluster is picked by its name: write 'beta'
      error: there is no cluster 'clusters/gamma.yaml'
        hint: known: alpha, beta
      error: no cluster's name matches 'gamma-*'
        hint: clusters: alpha, beta
      error: no cluster has the label 'env=prd'
        hint: did you mean 'prod'?

      """, from: ["build", "alpa", "clusters/beta.yaml", "clusters/gamma.yaml", "gamma-*", "env=prd"])
  }

  @Test("All unknown settings are named")
  func unknownSettings() async throws {
    let input = try BadInput()
    try input.append("libarypath: [x]\nlimits: { tiem: 3s }", to: "monigen.yaml")
    try await input.expect(
      """
      monigen.yaml:3:1: error: unknown setting 'libarypath'
          3 | libarypath: [x]
            | ^
        hint: did you mean 'libraryPath'?
      monigen.yaml:4:11: error: unknown setting 'limits.tiem'
          4 | limits: { tiem: 3s }
            |           ^
        hint: did you mean 'time'?

      """)
  }

  @Test("Settings that cannot work are told once, at their place")
  func impossibleSettings() async throws {
    let input = try BadInput()
    try input.workspace.write(
      "libraryPath: [nolib, libsonnet]\nlimits: { memory: 100MiB, time: 0s }\n", to: "monigen.yaml")
    try await input.expect(
      """
      monigen.yaml:1:15: error: there is no folder 'nolib'
          1 | libraryPath: [nolib, libsonnet]
            |               ^
        hint: folders of libraryPath are relative to the project's folder, or absolute
      monigen.yaml:2:19: error: a memory limit of 100 MiB is too low to evaluate anything
          2 | limits: { memory: 100MiB, time: 0s }
            |                   ^
        hint: limits.memory must be at least 768 MiB: the stack alone takes 512 MiB
      monigen.yaml:2:33: error: a time limit of 0 s leaves no time
          2 | limits: { memory: 100MiB, time: 0s }
            |                                 ^
        hint: write limits.time like '120s'

      """)
  }

  @Test("Outside of a project the way into one is told")
  func noProject() async throws {
    let workspace = try Workspace()
    let outcome = try await workspace.monigen("build")
    #expect(
      outcome.errors == """
        error: there is no monigen.yaml in \(workspace.folder.path) or in any folder above it
          hint: a project is the folder of its monigen.yaml, which may be empty: create one, or go to the project

        """)
    #expect(outcome.status == 2)
  }
}
