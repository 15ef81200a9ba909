import Diagnostics
import Testing
import YAML

@testable import Fleet

@Suite("Settings")
struct SettingsTests {
  private static func settings(_ text: String) throws -> Settings {
    try Settings(YAMLReader.readLocated(Array(text.utf8), file: "monigen.yaml"))
  }

  private static func messages(_ text: String) -> String {
    do {
      _ = try settings(text)
      return ""
    } catch {
      return DiagnosticRenderer().render(DiagnosticList(error).all)
    }
  }

  @Test("an empty file has the defaults", arguments: ["", "# nothing\n", "{}"])
  func defaults(text: String) throws {
    let settings = try Self.settings(text)
    #expect(settings.stack == nil)
    #expect(settings.release == nil)
    #expect(settings.output == "generated")
    #expect(settings.clusters == "clusters")
    #expect(settings.libraryPath == ["libsonnet"])
    #expect(settings.limits == Settings.Limits())
    #expect(settings.limits.time == nil)
    #expect(settings.limits.memory == 4_294_967_296)
    #expect(settings.limits.jobs == nil)
    #expect(settings.vendor.directory == "releases")
    #expect(settings.suppressions.isEmpty)
  }

  @Test("every setting is read")
  func all() throws {
    let settings = try Self.settings(
      """
      stack: kube-prometheus
      release: v0.16.0
      output: out
      clusters: fleet/clusters
      libraryPath: [libs, libsonnet]
      limits: { time: 1m30s, memory: 512MiB, jobs: 3 }
      cache: .cache
      vendor:
        source: https://git.example.com/mirror/kube-prometheus
        directory: upstream
        replace: { github.com/prometheus/prometheus: ../prometheus }
      diff:
        suppress:
          - { kind: Deployment, name: grafana, reason: restarted every week, until: 2026-12-31 }
      """)
    #expect(settings.stack == .kubePrometheus)
    #expect(settings.release == Release("v0.16"))
    #expect(settings.output == "out")
    #expect(settings.clusters == "fleet/clusters")
    #expect(settings.libraryPath == ["libs", "libsonnet"])
    #expect(settings.limits.time == .seconds(90))
    #expect(settings.limits.memory == 536_870_912)
    #expect(settings.limits.jobs == 3)
    #expect(settings.cache == ".cache")
    #expect(settings.vendor.source == "https://git.example.com/mirror/kube-prometheus")
    #expect(settings.vendor.directory == "upstream")
    #expect(settings.vendor.replace == ["github.com/prometheus/prometheus": "../prometheus"])
    #expect(
      settings.suppressions == [
        .init(
          kind: "Deployment", name: "grafana", reason: "restarted every week", until: "2026-12-31",
          location: .init(file: "monigen.yaml", line: 14, column: 7))
      ])
  }

  @Test("all mistakes are told at once, each at its line")
  func mistakes() {
    let text = """
      stak: embedded
      release: 0.17
      limits:
        time: 2 minutes
        memory: 4G
        cpus: 2
      output: /srv/out
      diff: { suppress: [ { kind: Deployment } ] }
      """
    #expect(
      Self.messages(text) == """
        monigen.yaml:1:1: error: unknown setting 'stak'
            1 | stak: embedded
              | ^
          hint: did you mean 'stack'?
        monigen.yaml:2:10: error: 'release' must be a release such as v0.17 or v0.17.0, found the number 0.17
            2 | release: 0.17
              |          ^
          hint: put it in quotes
        monigen.yaml:4:9: error: 'limits.time' must be a duration such as 120s or 1m30s, found the string "2 minutes"
            4 |   time: 2 minutes
              |         ^
        monigen.yaml:5:11: error: 'limits.memory' must be an amount of memory such as 4GiB or 768MiB, found the string "4G"
            5 |   memory: 4G
              |           ^
        monigen.yaml:6:3: error: unknown setting 'limits.cpus'
            6 |   cpus: 2
              |   ^
          hint: known: time, memory, jobs
        monigen.yaml:7:9: error: 'output' must be a folder relative to the project, such as generated, found the string "/srv/out"
            7 | output: /srv/out
              |         ^
        monigen.yaml:8:21: error: missing setting 'diff.suppress[0].reason'
            8 | diff: { suppress: [ { kind: Deployment } ] }
              |                     ^
          hint: it must be a sentence that says why
        monigen.yaml:8:21: error: 'diff.suppress[0]' must have at least 2 members, found 1
            8 | diff: { suppress: [ { kind: Deployment } ] }
              |                     ^

        """)
  }

  @Test("releases may lie anywhere, output and clusters in the project only")
  func folders() throws {
    #expect(try Self.settings("vendor: { directory: /srv/releases }").vendor.directory == "/srv/releases")
    #expect(try Self.settings("vendor: { directory: ../releases }").vendor.directory == "../releases")
    #expect(
      Self.messages("vendor: { directory: [releases] }\nclusters: /srv\n") == """
        monigen.yaml:1:22: error: 'vendor.directory' must be a folder such as releases, found a list
            1 | vendor: { directory: [releases] }
              |                      ^
        monigen.yaml:2:11: error: 'clusters' must be a folder relative to the project, such as clusters, found the string "/srv"
            2 | clusters: /srv
              |           ^

        """)
  }

  @Test("a release needs no v")
  func releaseWithoutV() throws {
    #expect(try Self.settings("release: '0.17'").release == Release("v0.17"))
    #expect(try Self.settings("release: 0.17.1").release == Release("v0.17.1"))
  }

  @Test("a file that is no map is an error")
  func noMap() {
    #expect(
      Self.messages("- stack\n") == """
        monigen.yaml:1:1: error: the file must be a map, found a list
            1 | - stack
              | ^

        """)
  }

  @Test("the cache is in the project's setting, else where the user's caches are")
  func cacheFolder() throws {
    let project = Project(root: "/")
    var settings = Settings()
    #expect(settings.cacheFolder(of: project, environment: [:]) == nil)
    #expect(settings.cacheFolder(of: project, environment: ["HOME": "/home/a"]) == "/home/a/.cache/monigen")
    let both = ["HOME": "/home/a", "XDG_CACHE_HOME": "/var/cache/a"]
    #expect(settings.cacheFolder(of: project, environment: both) == "/var/cache/a/monigen")
    settings.cache = "tmp"
    #expect(settings.cacheFolder(of: project, environment: both) == "/tmp")
  }

  @Test(
    "durations and amounts of memory have units",
    arguments: [("1m30s", 90.0), ("500ms", 0.5), ("2h", 7200)])
  func durations(text: String, seconds: Double) {
    #expect(DurationText.duration(text) == .seconds(seconds))
  }

  @Test(
    "numbers without a unit and numbers too large are none",
    arguments: ["", "5", "5d", "m", "99999999999999999999s"])
  func noDurations(text: String) {
    #expect(DurationText.duration(text) == nil)
    #expect(ByteCountText.bytes(text) == nil)
  }
}
