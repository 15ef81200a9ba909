import Testing

@testable import Vendoring

@Suite("Addresses and paths that a stranger wrote")
struct AddressTests {
  @Test(
    "usual addresses and where their files go",
    arguments: [
      ("https://github.com/grafana/grafonnet.git", "github.com/grafana/grafonnet"),
      ("https://user:secret@GitHub.com:8443/a/b", "github.com/a/b"), ("git@github.com:a/b.git", "github.com/a/b"),
      ("ssh://git@host.example/a/b/c.git", "host.example/a/b/c"), ("git://host/a", "host/a"),
      ("file:///srv/git/kube.git", "local/kube"), ("/srv/git/kube", "local/kube"),
    ])
  func usual(text: String, path: String) throws {
    #expect(try RemoteAddress(text).path == path)
  }

  @Test(
    "what git could take for more than a repository is refused",
    arguments: [
      "--upload-pack=touch /tmp/x", "-oProxyCommand=x", "ext::sh -c id", "ext::sh", "fd::17", "http://host/a",
      "ftp://host/a", "ssh://-oProxyCommand=x/a", "-host:a/b", "git@-oProxyCommand=x:a", "https://host", "https:///a",
      "", "https://host/a b", "https://host/a\nb", "https://host/../b", "https://host/.git/b",
    ])
  func refused(text: String) {
    #expect(throws: VendorProblem.self) { try RemoteAddress(text) }
  }

  @Test("a package may not name a folder of this machine", arguments: ["file:///etc", "/etc", "etc"])
  func local(text: String) {
    #expect(throws: VendorProblem.self) { try RemoteAddress(text, from: .package) }
  }

  @Test(
    "folders and versions that lead elsewhere are refused",
    arguments: ["-x", "../x", "a/../b", "a/./b", ".git/hooks", "a\u{1}b"])
  func subfolders(text: String) throws {
    let remote = try RemoteAddress("https://host/a/b")
    #expect(throws: VendorProblem.self) { try PackageAddress(remote: remote, subfolder: text) }
  }

  @Test(
    "versions that git takes for something else are refused",
    arguments: ["--all", "a b", "a..b", "HEAD~1", "a:b", "x^{}"])
  func versions(text: String) {
    #expect(Dependency.problem(withVersion: text) != nil)
  }

  @Test("no message and no file shows a password or a token")
  func credentials() throws {
    #expect(try RemoteAddress("https://user:secret@host/a/b").display == "https://host/a/b")
    #expect(try RemoteAddress("https://token@host/a/b").display == "https://host/a/b")
    #expect(try RemoteAddress("ssh://git@host/a/b").display == "ssh://git@host/a/b")
    #expect(RemoteAddress.redacted("fatal: 'https://u:p@h/x' and ssh://u:p@h") == "fatal: 'https://h/x' and ssh://h")
  }

  @Test(
    "links that could lead out are refused, in chains too",
    arguments: [("../x", 0), ("/etc", 3), ("a/../../x", 1), ("../../x", 1), ("", 1), ("a/../b", 5), (".git/x", 0)])
  func links(target: String, depth: Int) {
    #expect(PathRules.problem(withLinkTo: target, depth: depth) != nil)
  }

  @Test("links within a package are fine", arguments: [("x", 0), ("../x", 1), ("./a/b", 0), ("..", 1)])
  func goodLinks(target: String, depth: Int) {
    #expect(PathRules.problem(withLinkTo: target, depth: depth) == nil)
  }

  @Test("the newest patch of a release, or the one that is named")
  func tags() throws {
    let tags = ["v0.17.0", "v0.17.10", "v0.17.9", "v0.170.0", "v0.17.11-rc.0", "v0.17", "v0.18.0", "0.17.12"]
    #expect(try ReleaseTag("v0.17").newest(of: tags) == "v0.17.10")
    #expect(try ReleaseTag("0.17.9").newest(of: tags) == "v0.17.9")
    #expect(try ReleaseTag("v0.19").newest(of: tags) == nil)
  }

  @Test("the sum is one digest over all contents, folders before what sorts after their name")
  func sum() throws {
    func tree(_ names: [String]) throws -> String {
      try PackageTree(
        names.map { .init(path: PathRules.parts(of: $0), content: .file(Array($0.utf8))) }, of: "x"
      ).sum
    }
    let ordered = try PackageTree(
      [.init(path: ["all"], content: .file(Array("a/ba.txtc".utf8)))], of: "x")
    #expect(try tree(["c", "a.txt", "a/b"]) == ordered.sum)
  }
}
