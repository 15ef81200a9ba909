import Diagnostics
import Testing

@testable import Fleet

@Suite("Projects")
struct ProjectTests {
  @Test("a project is the nearest folder with a settings file, upwards")
  func nearest() throws {
    let outer = try TemporaryProject(["inner/monigen.yaml": "", "inner/a/b/x": "", "c/d/x": ""])
    let root = outer.project.root
    #expect(try Project.find(from: root).root == root)
    #expect(try Project.find(from: root + "/c/d").root == root)
    #expect(try Project.find(from: root + "/inner/a/b").root == root + "/inner")
    #expect(Project.nearest(to: root + "/nowhere") == nil)
  }

  @Test("where there is no project the message says what one is")
  func none() {
    let error = #expect(throws: Diagnostic.self) { try Project.find(from: "/proc") }
    #expect(error?.message == "there is no monigen.yaml in /proc or in any folder above it")
    #expect(
      error?.hint
        == "a project is the folder of its monigen.yaml, which may be empty: create one, or go to the project")
  }

  @Test("a folder that is not there is named, and so is a working directory that was deleted")
  func missingFolder() {
    let nowhere = #expect(throws: Diagnostic.self) { try Project.find(from: "/proc/nowhere") }
    #expect(nowhere?.message == "there is no folder /proc/nowhere")
    let deleted = #expect(throws: Diagnostic.self) { try Project.find(from: "") }
    #expect(deleted?.message == "the working directory does not exist any more")
    #expect(deleted?.hint == "go to a folder that exists")
  }

  @Test("paths are relative to the project where they are below it")
  func paths() throws {
    let temporary = try TemporaryProject(["clusters/a.yaml": ""])
    let project = temporary.project
    #expect(project.displayed(project.absolute("clusters/a.yaml")) == "clusters/a.yaml")
    #expect(project.displayed("/elsewhere/a.yaml") == "/elsewhere/a.yaml")
    #expect(project.absolute("/elsewhere") == "/elsewhere")
    #expect(project.fileExists("clusters/a.yaml"))
    #expect(!project.fileExists("clusters"))
    #expect(project.folderExists("clusters"))
    #expect(project.contained("clusters/../..") == nil)
  }
}
