import Kubernetes
import Testing

@Suite("References to images")
struct ImageReferenceTests {
  @Test(
    "repository, tag and digest",
    arguments: [
      ("quay.io/prometheus/prometheus:v3.10.0", "quay.io/prometheus/prometheus", "v3.10.0", nil),
      ("grafana/grafana", "grafana/grafana", nil, nil),
      ("localhost:5000/a/b", "localhost:5000/a/b", nil, nil),
      ("localhost:5000/a:1", "localhost:5000/a", "1", nil),
      ("a@sha256:0f", "a", nil, "sha256:0f"),
      ("r.example/a:1@sha256:0f", "r.example/a", "1", "sha256:0f"),
    ] as [(String, String, String?, String?)])
  func parts(text: String, repository: String, tag: String?, digest: String?) throws {
    let image = try #require(ImageReference(text))
    #expect(image.repository == repository)
    #expect(image.tag == tag)
    #expect(image.digest == digest)
    #expect(image.description == text)
  }

  @Test(
    "what is no reference",
    arguments: ["", ":", ":tag", "a:", "@", "a@", "a@b", "@sha256:0", "http://a/b:1", "/a:1", "a/", "a b", "é", "a@b@c:d"])
  func none(text: String) {
    #expect(ImageReference(text) == nil)
  }

  @Test(
    "the same image under another spelling",
    arguments: [
      ("grafana/grafana:1", "docker.io/grafana/grafana:1", true),
      ("busybox", "docker.io/library/busybox:latest", true),
      ("a:1@sha256:0", "a:2@sha256:0", true),
      ("a:1", "a:2", false),
      ("quay.io/a:1", "a:1", false),
    ])
  func same(a: String, b: String, isSame: Bool) throws {
    #expect(try #require(ImageReference(a)).isSameImage(as: try #require(ImageReference(b))) == isSame)
  }
}
