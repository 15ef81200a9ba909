import Testing

@testable import Fleet

@Suite("Releases")
struct ReleaseTests {
  @Test(
    "a release has two or three numbers, with a v in front or without",
    arguments: [
      ("v0.17", "v0.17", "v0.17.0"), ("v0.17.0", "v0.17", "v0.17.0"), ("v1.2.3", "v1.2.3", "v1.2.3"),
      ("0.17", "v0.17", "v0.17.0"), ("0.17.1", "v0.17.1", "v0.17.1"),
    ])
  func reading(text: String, short: String, full: String) {
    #expect(Release(text)?.description == short)
    #expect(Release(text)?.full == full)
  }

  @Test(
    "nothing else is a release",
    arguments: [
      "", "v", "v0", "0", "0.17.", "vv0.17", "v0.17.", "v0.17.0.0", "v0.+1", "v0.017", "v0.1 ", "V0.17", "v0.٣", "v0.17-rc1",
    ])
  func notReleases(text: String) {
    #expect(Release(text) == nil)
  }

  @Test("releases have an order by number")
  func order() throws {
    let releases = ["v0.9", "v0.13", "v0.13.1", "v0.14", "v1.0"].compactMap(Release.init)
    #expect(releases.count == 5)
    #expect(releases.shuffled().sorted() == releases)
    #expect(Release.known.first == Release.oldest)
  }

  @Test("the supported versions of Kubernetes are those of the minor release")
  func kubernetes() {
    #expect(Release("v0.17.1")?.kubernetesMinors == 33...35)
    #expect(Release("v0.13")?.kubernetesMinors == 26...28)
    #expect(Release("v0.12")?.kubernetesMinors == nil)
  }
}
