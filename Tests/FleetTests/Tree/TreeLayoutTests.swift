import Testing

@testable import Fleet

@Suite("Paths of a tree")
struct TreeLayoutTests {
  private func problems(_ paths: [String]) -> [String] {
    let files = paths.enumerated().map { TreeFile(path: $1, contents: [], object: "Object \($0)") }
    return TreeLayout.problems(in: files, cluster: "prod").map(\.message)
  }

  @Test(
    "a path that is not allowed is an error that names the object",
    arguments: [
      ("/etc/passwd", "is absolute"), ("../x", "has the part '..'"), ("a/../x", "has the part '..'"),
      ("a/./x", "has the part '.'"), ("a//x", "has an empty part"), ("a/", "has an empty part"), ("", "is empty"),
      ("a\u{0}b", "has a control character in it"), ("a\nb", "has a control character in it"),
      ("monigen.lock.json", "is the name of the build record"), ("Monigen.Lock.json", "is the name of the build record"),
      (".monigen-x", "begins with '.monigen-'"), (".git/hooks/pre-commit", "reaches into a git folder"),
      (String(repeating: "x", count: 256), "has a part of more than 255 bytes"),
    ])
  func badPath(path: String, problem: String) throws {
    let found = problems([path])
    #expect(found.count == 1)
    let message = try #require(found.first)
    #expect(message.contains("prod: cannot write Object 0"))
    #expect(message.contains(problem))
  }

  @Test(
    "two objects that need one path are an error that names both",
    arguments: [
      (["a.yaml", "a.yaml"], "Object 0 and Object 1 have the same path 'a.yaml'"),
      (["a.yaml", "A.yaml"], "which are one on systems that ignore case"),
      (["setup/a.yaml", "Setup/b.yaml"], "which are one on systems that ignore case"),
      (["a/b", "a"], "need 'a' as a file and as a folder"), (["a", "a/b"], "need 'a' as a file and as a folder"),
      (["caf\u{E9}.yaml", "cafe\u{301}.yaml"], "which are one"),
    ])
  func collision(paths: [String], problem: String) throws {
    let found = problems(paths)
    #expect(found.count == 1)
    let message = try #require(found.first)
    #expect(message.contains("Object 0 and Object 1"))
    #expect(message.contains(problem))
  }

  @Test("usual paths are fine")
  func fine() {
    #expect(problems(["setup/namespace.yaml", "setup/0x.yaml", "a-b.yaml", "a..b.yaml", "…/ü.yaml"]).isEmpty)
  }
}
