import Diagnostics
import Testing

@testable import Fleet

@Suite("References")
struct ReferenceTests {
  @Test(
    "what a text names",
    arguments: [
      ("v0.13", Reference.release(Release(major: 0, minor: 13))),
      ("v0.13.0", .release(Release(major: 0, minor: 13))),
      ("0.13", .release(Release(major: 0, minor: 13))),
      ("previous", .previous),
      ("current", .current),
      ("git:main", .revision("main")),
      ("git:HEAD~3", .revision("HEAD~3")),
      ("git:feature/x", .revision("feature/x")),
      ("./v0.13", .folder("./v0.13")),
      ("v0.13/", .folder("v0.13/")),
      ("./previous", .folder("./previous")),
      ("Previous", .folder("Previous")),
      ("manifests", .folder("manifests")),
      ("../v0.13.0", .folder("../v0.13.0")),
    ])
  func parsed(text: String, reference: Reference) throws {
    #expect(try Reference(text) == reference)
  }

  @Test(
    "what names nothing",
    arguments: [
      ("", "error: an empty text names nothing to compare"),
      ("git:", "error: 'git:' needs a revision of git"),
      ("git:-q", "error: '-q' is no revision of git"),
      ("git:--output=x", "error: '--output=x' is no revision of git"),
      ("git:HEAD:README.md", "error: 'HEAD:README.md' is no revision of git"),
      ("git:a\u{0}b", "is no revision of git"),
    ])
  func refused(text: String, message: String) {
    let error = #expect(throws: Diagnostic.self) { try Reference(text) }
    #expect(DiagnosticRenderer().render([error].compactMap(\.self)).contains(message))
  }

  @Test("a revision for --base is held to the same")
  func base() throws {
    #expect(try Reference.base("origin/main") == .mergeBase("origin/main"))
    for text in ["", "-q", "a:b"] { #expect(throws: Diagnostic.self) { try Reference.base(text) } }
  }

  @Test("a reference is called as it is written", arguments: ["v0.13", "previous", "current", "git:main", "./x"])
  func description(text: String) throws {
    #expect(try Reference(text).description == text)
  }
}
