import Foundation
import Testing

@Suite("monigen diff: suppressions")
struct DiffSuppressionTests {
  /// A project whose cluster alpha loses a config map, with entries of `diff.suppress`.
  private static func project(_ entries: String...) throws -> GitProject {
    let project = try GitProject()
    let list = entries.map { "    - \($0)\n" }.joined()
    try project.project.write(
      "stack: embedded\nrelease: v0.17\ndiff:\n  suppress:\n" + list, to: "monigen.yaml")
    try project.shrinkAlpha()
    return project
  }

  @Test("what is suppressed is counted, and the exit code follows what remains")
  func suppressed() throws {
    let outcome = try Self.project("{ kind: ConfigMap, name: config-*, reason: moved elsewhere, until: 2999-12-31 }").diff()
    #expect(outcome.status == 0)
    // The object that went, and the finding that it stays behind.
    #expect(outcome.output.contains("2 suppressed by monigen.yaml"))
    #expect(!outcome.output.contains("config-3"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("one that is over suppresses nothing any more, and says so at its place")
  func expired() throws {
    let outcome = try Self.project("{ kind: ConfigMap, name: config-3, reason: moved, until: 2001-02-03 }").diff()
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("config-3"))
    #expect(
      outcome.errors.hasPrefix(
        "monigen.yaml:5:7: warning: the suppression of ConfigMap config-3 is over since 2001-02-03"))
    #expect(outcome.errors.contains("reason: moved"))
  }

  @Test("one that left nothing out is told of")
  func unused() throws {
    let project = try Self.project("{ kind: DaemonSet, reason: never there }")
    let outcome = try project.diff()
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("monigen.yaml:5:7: note: the suppression of DaemonSet left nothing out"))
    // Of some clusters alone nothing follows.
    #expect(try project.diff("--cluster", "alpha").errors.isEmpty)
  }

  @Test(
    "a code that no finding has is a warning at its place, with the nearest that there is",
    arguments: [
      ("{ code: imutable-field, reason: x }", "5:15", "did you mean 'immutable-field'?"),
      ("{ reason: x, code: major-versions }", "5:26", "did you mean 'major-version'?"),
      ("{ code: 'nothing-like-it-*', reason: x }", "5:15", "docs/findings.md has every code"),
    ])
  func unknownCode(entry: String, place: String, hint: String) throws {
    let project = try Self.project(entry)
    for outcome in [try project.diff(), try Binary.run(["check"], in: project.project.folder)] {
      let words = "monigen.yaml:\(place): warning: no finding has the code '"
      #expect(outcome.errors.hasPrefix(words), "\(outcome.errors)")
      #expect(outcome.errors.contains("hint: \(hint)"))
    }
  }

  @Test("a code that some finding has is none, whether there is one now or not", arguments: ["series-*", "apply-size"])
  func knownCode(code: String) throws {
    let project = try Self.project("{ code: '\(code)', reason: x }")
    #expect(try Binary.run(["check"], in: project.project.folder).errors.isEmpty)
  }

  @Test("a suppression needs a reason, something to fit and a day that there is", arguments: [
    "{ kind: ConfigMap }", "{ reason: because }", "{ kind: ConfigMap, reason: x, until: 2026-13-01 }",
    "{ kind: ConfigMap, reason: x, until: tomorrow }", "{ knd: ConfigMap, reason: x }",
  ])
  func wrong(entry: String) throws {
    let outcome = try Self.project(entry).diff()
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("monigen.yaml:5:"), "\(outcome.errors)")
  }
}
