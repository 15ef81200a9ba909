import Foundation
import Testing

@Suite("monigen test", .enabled(if: Promtool.isInstalled, "\(Promtool.missing)"))
struct TestCommandTests {
  private static let library = "team-libraries/checkout"
  private static let file = "\(library)/tests/checkout.test.yaml"

  @Test("names library, alert and case, and ends well where all hold")
  func fine() throws {
    let outcome = try OwnLibraries().test("checkout")
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    #expect(
      outcome.output == """
        stack embedded v0.17, default settings

        checkout
          CheckoutQueueLong
            ok      CheckoutQueueLong: two pods together are above the limit
            ok      CheckoutQueueLong: just at the limit: quiet
          CheckoutBusy
            ok      CheckoutBusy: from what containers use to the alert, through the recording rule of the stack
          (recorded series)
            ok      one order more than the limit

        2 alerts, 4 cases, all hold

        """)
  }

  @Test("a case that does not hold is told with promtool's words, and the others still run")
  func failing() throws {
    let project = try OwnLibraries()
    try project.workspace.edit(
      Self.library + "/config.libsonnet", replacing: "queueLimit: 100", with: "queueLimit: 120")
    let outcome = try project.test("checkout")
    #expect(outcome.status == 1)
    let failed = "    FAILED  CheckoutQueueLong: two pods together are above the limit (\(Self.file))\n"
    #expect(outcome.output.contains(failed))
    #expect(outcome.output.contains("got:[]"))
    #expect(outcome.output.contains("    ok      CheckoutQueueLong: just at the limit: quiet\n"))
    #expect(outcome.output.hasSuffix("\n2 alerts, 4 cases, 1 failed\n"))
  }

  @Test("an alert needs a case in which it fires")
  func neverFires() throws {
    let project = try OwnLibraries()
    try project.workspace.write(try Self.withoutFirstCase(project.workspace.read(Self.file)), to: Self.file)
    let outcome = try project.test("checkout")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("    FAILED: there is no case in which it fires\n"))
  }

  /// The file without its only case in which CheckoutQueueLong fires.
  private static func withoutFirstCase(_ text: String) throws -> String {
    let first = try #require(text.range(of: "  - name: 'CheckoutQueueLong: two pods"))
    let second = try #require(text.range(of: "  - name: 'CheckoutQueueLong: just"))
    return text.replacingCharacters(in: first.lowerBound..<second.lowerBound, with: "")
  }

  @Test("a quiet case without any series of the alert does not count")
  func quietWithoutSeries() throws {
    let project = try OwnLibraries()
    let text = try Self.withoutFirstCase(project.workspace.read(Self.file))
    try project.workspace.write(text.replacing("checkout_orders_waiting{", with: "another_metric{"), to: Self.file)
    let outcome = try project.test("checkout")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("    FAILED: there is no case in which it is quiet\n"))
    #expect(outcome.output.contains("    FAILED: there is no case in which it fires\n"))
  }

  @Test("computed tests get the settings of a cluster, the others keep theirs")
  func cluster() throws {
    let project = try OwnLibraries()
    let outcome = try project.test("checkout", "--cluster", "shop")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.hasPrefix("stack embedded v0.17, settings of shop\n"))
    try project.workspace.edit(
      Self.library + "/tests/limits.test.jsonnet", replacing: "(config.queueLimit + 1)", with: "(51)")
    #expect(try project.test("checkout", "--cluster", "shop").status == 0)
    #expect(try project.test("checkout").status == 1, "51 orders are no more than the default allows")
  }

  @Test("a release whose stack does not record what a rule needs fails, by the name of the record")
  func release() throws {
    let outcome = try OwnLibraries().test("checkout", "--release", "v0.13")
    #expect(outcome.status == 1)
    let record = "node_namespace_pod_container:container_cpu_usage_seconds_total:sum_"
    #expect(
      outcome.output.contains(
        "  FAILED: no rule records \(record)rate5m, which its rules ask for; did you mean \(record)irate?\n"))
    #expect(outcome.output.contains("    FAILED  CheckoutBusy"))
  }

  @Test("a mixin without tests fails, for every alert")
  func untested() throws {
    let outcome = try OwnLibraries().test("job-queue")
    #expect(outcome.status == 1)
    #expect(
      outcome.output.hasSuffix(
        """
          JobQueueFailing
            FAILED: there is no case in which it fires
            FAILED: there is no case in which it is quiet

        1 alert, 0 cases, all hold, 2 missing

        """))
  }

  @Test("trouble is told, and is not a failed test")
  func trouble() throws {
    let project = try OwnLibraries()
    let unknown = try project.test("chekout")
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("error: there is no library 'chekout'\n  hint: did you mean 'checkout'?\n"))
    let off = try project.test("kubelet-probes", "--cluster", "shop")
    #expect(off.status == 2)
    #expect(off.errors == "error: the cluster 'shop' does not have the library 'kubelet-probes' switched on\n")
    let release = try project.test("--release", "seventeen")
    #expect(release.status == 2)
    let missing = try project.test("checkout", environment: ["PATH": "/nowhere"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("apt install prometheus"))
    try project.workspace.write("tests: 1\n", to: Self.file)
    let broken = try project.test("checkout")
    #expect(broken.status == 2)
    #expect(broken.errors == "\(Self.file): error: a file of tests needs 'tests', a list\n")
  }
}
