import Foundation
import Testing

@Suite("Render that fails")
struct RenderErrorTests {
  /// Runs `render`, which must fail with exactly this text and write nothing.
  static func expect(
    _ errors: String, _ arguments: String..., in workspace: Workspace, input: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try workspace.paths
    let outcome = try await workspace.run(["render"] + arguments, input: input)
    #expect(outcome.errors == errors, sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(outcome.status == 2, sourceLocation: sourceLocation)
    #expect(try workspace.paths == before, sourceLocation: sourceLocation)
  }

  @Test(
    "A key that cannot be a file name is refused, whatever the other keys are",
    arguments: [
      ("/etc/x", "/etc/x"), ("", ""), ("a/", "a/"), (".", "."), ("a/..", "a/.."), ("a\\nb", "a\\nb"),
      ("a\\u0000b", "a\\u0000b"), ("a\\u007fb", "a\u{7F}b"), ("\\u001b[2J", "\\u001b[2J"),
    ])
  func badKey(code: String, shown: String) async throws {
    let shown = shown.replacing("\u{7F}", with: "\\u{7F}")
    try await Self.expect(
      """
      error: the key "\(shown)" cannot become a file name
        hint: a key is a relative path such as 'setup/namespace'

      """, "-m", "out", "-e", "{ 'a-good-one': 1, \"\(code)\": 2 }", in: Workspace())
  }

  @Test("A key may leave the output folder, and never the working directory", arguments: ["../../x", "a/../../../x"])
  func keyOutside(key: String) async throws {
    let workspace = try Workspace()
    let outside = workspace.folder.deletingLastPathComponent().path
    try await Self.expect(
      """
      error: the key "\(key)" would write \(outside)/x.yaml, outside of out and of the working directory
        hint: give keys that stay below the working directory

      """, "-m", "out", "-e", "{ good: 1, '\(key)': 2 }", in: workspace)
  }

  @Test("A key does not leave the working directory through a linked folder")
  func keyThroughLink() async throws {
    let other = try Workspace()
    let workspace = try Workspace()
    try workspace.makeFolder("out")
    try workspace.link("out/linked", to: other.folder.path)
    try await Self.expect(
      """
      error: the key "linked/x" would write \(other.folder.path)/x.yaml, outside of out and of the working directory
        hint: give keys that stay below the working directory

      """, "-m", "out", "-e", "{ good: 1, 'linked/x': 2 }", in: workspace)
    #expect(try other.paths.isEmpty)
  }

  @Test("An output folder that is a link is the user's own choice")
  func linkedOutput() async throws {
    let other = try Workspace()
    let workspace = try Workspace()
    try workspace.link("out", to: other.folder.path)
    #expect(try await workspace.monigen("render", "-m", "out", "-e", "{ good: 1 }").status == 0)
    #expect(try other.read("good.yaml") == "1\n")
  }

  @Test("Two keys of one file are refused", arguments: [("a//b", "a/b", "a/b"), ("./a", "a", "a"), ("b/../a", "a", "a")])
  func sameFile(first: String, second: String, path: String) async throws {
    let (a, b) = first < second ? (first, second) : (second, first)
    try await Self.expect(
      "error: the keys \"\(a)\" and \"\(b)\" would both be written to out/\(path).yaml\n",
      "-m", "out", "-e", "{ '\(first)': 1, '\(second)': 2 }", in: Workspace())
  }

  @Test("A result of the wrong kind is named")
  func wrongKind() async throws {
    let workspace = try Workspace()
    try await Self.expect(
      """
      <cmdline>: error: -m needs an object with a field for each file, found array
        hint: leave -m out for one document

      """, "-m", "out", "-e", "[1]", in: workspace)
    try await Self.expect(
      """
      <cmdline>: error: -y needs an array of documents, found object
        hint: leave -y out for one document

      """, "-y", "-e", "{}", in: workspace)
    try await Self.expect(
      "<cmdline>: error: expected string result, got: number\n", "-S", "-e", "1", in: workspace)
    try await Self.expect(
      "<cmdline>: error: with -S the field \"a\" must be a string, found number\n",
      "-S", "-m", "out", "-e", "{ a: 1 }", in: workspace)
  }

  @Test("Nothing is written when a later key fails")
  func laterKey() async throws {
    try await Self.expect(
      """
      <cmdline>:1:11: error: no b
          1 | { a: 1, b: error 'no b' }
            |            ^

      """.replacing(":11:", with: ":12:"), "-m", "out", "-e", "{ a: 1, b: error 'no b' }", in: Workspace())
  }

  @Test("A file that cannot be written is named")
  func notWritable() async throws {
    let workspace = try Workspace()
    try workspace.write("a file", to: "file")
    try workspace.makeFolder("folder")
    try await Self.expect(
      "folder: error: cannot write the file: Is a directory\n", "-o", "folder", "-e", "1", in: workspace)
    try await Self.expect(
      """
      file/x: error: cannot write the file: Not a directory
        hint: the output folder is not writable: a part of its path is a file, not a folder

      """, "-o", "file/x", "-e", "1", in: workspace)
    try await Self.expect(
      """
      file/out/a.yaml: error: cannot write the file: Not a directory
        hint: the output folder is not writable: a part of its path is a file, not a folder

      """, "-m", "file/out", "-e", "{ a: 1 }", in: workspace)
  }

  @Test("A full disk is no success, neither for results nor for errors")
  func fullDisk() async throws {
    let workspace = try Workspace()
    let result = try await workspace.shell("exec \"$MONIGEN\" render -e 1 > /dev/full")
    #expect(result.errors == "error: cannot write the result to standard output: No space left on device\n")
    #expect(result.status == 2 && !result.wasSignalled)
    let list = try await workspace.shell("exec \"$MONIGEN\" render -m out -e '{ a: 1 }' > /dev/full")
    #expect(list.status == 2 && !list.wasSignalled)
    let errors = try await workspace.shell("exec \"$MONIGEN\" render -e 'error \"x\"' 2> /dev/full")
    #expect(errors.status == 2 && !errors.wasSignalled)
    let limited = try await workspace.shell("ulimit -f 1; exec \"$MONIGEN\" render -o big.yaml -e \"std.repeat('x', 5000)\"")
    #expect(
      limited.errors == """
        big.yaml: error: cannot write the file: File too large
          hint: the process may not write files of this size (ulimit -f)

        """)
    #expect(limited.status == 2 && !limited.wasSignalled)
    #expect(try workspace.paths == ["out", "out/a.yaml"])
  }

  @Test(
    "A command line that makes no sense is told with the usage",
    arguments: [
      (["render"], "Error: give either a FILE or -e CODE"),
      (["render", "-e", "1", "file"], "Error: give either a FILE or -e CODE"),
      (["render", "-m", "out", "-y", "-e", "1"], "Error: --multi goes neither with --yaml-stream nor with --output-file"),
      (["render", "-S", "--json", "-e", "1"], "Error: --string goes neither with --yaml-stream nor with --json"),
      (["render", "-s", "0", "-e", "1"], "Error: --max-stack takes a number above 0"),
      (["rendr"], "Error: Unexpected argument 'rendr'"),
    ])
  func usage(arguments: [String], message: String) async throws {
    let outcome = try await Workspace().run(arguments)
    #expect(outcome.errors.hasPrefix(message + "\n"))
    #expect(outcome.errors.contains("\nUsage: monigen "))
    #expect(outcome.output == "")
    #expect(outcome.status == 2)
  }
}
