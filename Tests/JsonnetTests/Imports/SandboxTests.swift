import Diagnostics
import Foundation
import Jsonnet
import Testing

@Suite struct SandboxTests {
  @Test(arguments: ["import", "importstr"])
  func `What lies outside the allowed folders is not read`(keyword: String) throws {
    let project = try Project(["in/main.jsonnet": "\(keyword) '../secret'", "secret": "1", "in/x": ""])
    let failure = project.failure(file: "in/main.jsonnet")
    #expect(failure.message == "import of '../secret' lies outside the folders that may be read")
    #expect(failure.location == SourceLocation(file: "in/main.jsonnet", line: 1, column: 1))
    #expect(failure.hint == "allowed are in and what lies below; 'libraryPath' in monigen.yaml, or -J for render, adds a folder")
    var request = project.request(file: "in/main.jsonnet")
    request.roots = ["."]
    #expect(try project.evaluate(request).contains("1"))
  }

  @Test(arguments: ["/etc/passwd", "/proc/self/environ"])
  func `Files of the machine are not read`(path: String) throws {
    let failure = try Project().failure("importstr '\(path)'")
    #expect(failure.message.hasPrefix("import of '\(path)' l"))
    #expect(failure.message.hasSuffix("outside the folders that may be read"))
  }

  @Test func `A symbolic link counts as what it leads to`() throws {
    let outside = try Project(["secret": "42"])
    let project = try Project(["inside": "7"])
    try project.link("escape", to: outside.path + "/secret")
    try project.link("folder", to: outside.path)
    try project.link("harmless", to: "inside")
    #expect(
      project.failure("import 'escape'").message
        == "import of 'escape' leads to \(outside.real("secret")), outside the folders that may be read")
    #expect(project.failure("import 'folder/secret'").message.contains("leads to \(outside.real("secret"))"))
    #expect(try project.evaluate("import 'harmless'") == "7\n")
    var request = project.request("import 'escape'")
    request.roots = [outside.path]
    #expect(try project.evaluate(request) == "42\n")
  }

  @Test func `A program that is a link out of its folder is refused`() throws {
    let outside = try Project(["secret": "42"])
    let project = try Project()
    try project.link("main.jsonnet", to: outside.path + "/secret")
    let failure = project.failure(file: "main.jsonnet")
    #expect(failure.message == "leads to \(outside.real("secret")), outside the file's own folder")
  }

  @Test func `Folders, pipes, devices and sockets are refused without waiting`() throws {
    let project = try Project(["folder/x": ""])
    #expect(mkfifo(project.path + "/pipe", 0o600) == 0)
    try project.link("null", to: "/dev/null")
    #expect(project.failure("import 'folder'").message == "cannot import 'folder': it is a folder, not a plain file")
    #expect(
      project.failure("importstr 'pipe'").message == "cannot import 'pipe': it is a named pipe, not a plain file")
    var request = project.request("import 'null'")
    request.roots = ["/dev"]
    #expect(project.failure(request).message == "cannot import 'null': it is a device, not a plain file")
    #expect(project.failure(file: "pipe").message == "is a named pipe, not a plain file")
    #expect(project.failure(file: "nowhere.jsonnet").message == "no such file")
  }

  @Test func `A search path element that is a link allows what it leads to`() throws {
    let outside = try Project(["lib/x.libsonnet": "'x'"])
    let project = try Project()
    try project.link("vendor", to: outside.path)
    var request = project.request("import 'lib/x.libsonnet'")
    request.searchPath = ["vendor"]
    #expect(try project.evaluate(request) == "\"x\"\n")
  }
}
