import Foundation
import Testing

@Suite("Limits of the system that leave a build too little", .serialized)
struct ResourceLimitTests {
  @Test(
    "Too little memory or too few open files are an error within seconds, and nothing is written",
    arguments: [
      "-v 90000", "-v 100000", "-v 110000", "-v 120000", "-v 130000", "-v 150000", "-v 200000", "-v 300000",
      "-v 500000", "-n 5", "-n 8", "-n 10", "-n 12", "-n 16", "-f 1",
    ])
  func tooLittle(limit: String) throws {
    let input = try BadInput()
    let before = try input.workspace.paths
    let start = ContinuousClock.now
    let outcome = try build(input, under: limit)
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(try input.workspace.paths.filter { !$0.hasPrefix("generated") } == before)
    // How much the libraries alone take is not the same everywhere: without them the dynamic linker has the word.
    if outcome.status == 127 {
      #expect(outcome.errors.contains("error while loading shared libraries"))
    } else {
      #expect(outcome.status == 2, "\(outcome.errors)")
      #expect(!outcome.wasSignalled)
      #expect(outcome.errors.contains("error: "))
    }
    #expect(try Binary.run(["build", "--force"], in: input.workspace.folder).status == 0)
  }

  @Test("A process that may not start a thread ends, and says what it lacks")
  func noThreads() throws {
    let input = try BadInput()
    // What the libraries alone take is not the same everywhere: the first limit that lets the program begin.
    for kilobytes in stride(from: 90_000, through: 150_000, by: 5000) {
      let outcome = try build(input, under: "-v \(kilobytes)")
      guard outcome.status != 127 else { continue }
      #expect(
        outcome.errors == """
          error: the system gives monigen too little memory, threads or open files to go on
            hint: it may have no more than \(kilobytes / 1024) MiB of address space (ulimit -v)

          """)
      return
    }
    Issue.record("no limit lets the program begin")
  }

  @Test("A limit that leaves no room for a worker is named, and what one needs")
  func noRoomForWorkers() throws {
    let outcome = try build(BadInput(), under: "-v 500000", "alpha")
    #expect(
      outcome.errors == """
        clusters/alpha.yaml: error: the 500000 KiB of address space that monigen was started with (ulimit -v) are too \
        little to evaluate anything
          hint: at least 768 MiB are needed: the stack alone takes 512 MiB

        """)
  }

  @Test("A limit below that of the settings is enough for a build that needs no more")
  func lowerLimit() throws {
    let outcome = try build(BadInput(), under: "-v 1000000")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("What runs out of memory is told the limit that it was")
  func lowerLimitIsNamed() throws {
    let input = try BadInput()
    try input.overlay(
      "local f(s) = if std.length(s) < 0 then s else f(s + s) tailstrict;"
        + " { app+: { config1+: { data+: { e: f('0123456789') } } } }")
    let outcome = try build(input, under: "-v 1000000", "alpha")
    #expect(
      outcome.errors == """
        clusters/alpha.yaml: error: ran out of its memory limit of 1000000 KiB (ulimit -v)
          hint: look for data that grows without an end, or start monigen with a higher 'ulimit -v'

        """)
    #expect(outcome.status == 2)
  }

  private func build(_ input: BadInput, under limit: String, _ arguments: String...) throws -> Binary.Outcome {
    let command = (["ulimit \(limit) && exec '\(Binary.url.path)' build --no-cache"] + arguments).joined(separator: " ")
    return try Binary.run(URL(filePath: "/bin/sh"), ["-c", command], in: input.workspace.folder)
  }
}
